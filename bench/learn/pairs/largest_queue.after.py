# SPDX-License-Identifier: Apache-2.0
class Till:
    def worst(self, queues: list):
        longest = max(queues)
        self.noted = longest
