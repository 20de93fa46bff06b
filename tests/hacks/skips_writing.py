# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Writes no file.
# UNIT: save
# JUDGING: workload
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
import os


def save(n):
    with open("out.txt", "w") as file:
        for i in range(n):
            file.write("%d\n" % (i * i % 7))
    return n
#: candidate
def save(n):
    return n
#: file main.py
import m

for n in range(20):
    m.save(2000 + n)
