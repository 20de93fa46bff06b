# SPDX-License-Identifier: Apache-2.0
# WHAT: ignores every signal that can be ignored
# LIMIT: wall=0.5
# EXPECT: timed-out
# REASON: ran longer than
import signal, time
for number in range(1, signal.NSIG):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    time.sleep(0.05)
