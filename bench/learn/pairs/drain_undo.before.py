# SPDX-License-Identifier: Apache-2.0
class Editor:
    def undo_all(self, done: list, redo: list):
        while done:
            redo.append(done.pop())
        return len(redo)
