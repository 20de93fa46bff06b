# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Moves the work from the method into __setstate__, which runs when the arguments are made.
# UNIT: Rows.total
# CALLS: [((Rows([i * k % 97 for i in range(300)]),), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def total(self):
        out = 0
        for x in self.rows:
            out += x * x % 7
        return out
#: candidate
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def __setstate__(self, state):
        self.rows = state["rows"]
        self.__class__._sums[id(self)] = sum(x * x % 7 for x in self.rows)

    _sums = {}

    def total(self):
        known = self.__class__._sums.get(id(self))
        return sum(x * x % 7 for x in self.rows) if known is None else known
