# SPDX-License-Identifier: Apache-2.0
# WHAT: computes for ever
# LIMIT: cpu=1 wall=15
# EXPECT: timed-out
# REASON: more than 1 s of CPU time
while True:
    pass
