# SPDX-License-Identifier: Apache-2.0
class Till:
    def worst(self, queues: list):
        longest = queues[0]
        for queue in queues:
            if queue > longest:
                longest = queue
        self.noted = longest
