# SPDX-License-Identifier: Apache-2.0
# WHAT: takes more memory than it may; an uncaught MemoryError is an ordinary failure
# LIMIT: memory=256M
# EXPECT: failed
# REASON: exit status 1
# ERR: MemoryError
keep = []
while True:
    keep.append(bytearray(16 << 20))
