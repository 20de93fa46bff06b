# SPDX-License-Identifier: Apache-2.0
# WHAT: stops the processes above it, so that nobody ends it
# LIMIT: wall=2
# EXPECT: timed-out
# REASON: 2
# SKIP none: it does not guard processes
# NEEDS landlock: version 6
import os, signal, time
for number in (signal.SIGSTOP, signal.SIGTSTP):
    for target in (os.getppid(), int(os.environ["VX_TEST_PID"])):
        try:
            os.kill(target, number)
        except OSError:
            pass
time.sleep(60)
