# SPDX-License-Identifier: Apache-2.0
# WHAT: computes for ever and ignores the signal that tells about the CPU limit
# LIMIT: cpu=1 wall=15
# EXPECT: timed-out
# SKIP landlock: the same kernel limit as in cpu_burner, and it takes seconds
# SKIP none: the same kernel limit as in cpu_burner, and it takes seconds
# REASON: more than 1 s of CPU time
import signal
signal.signal(signal.SIGXCPU, signal.SIG_IGN)
while True:
    pass
