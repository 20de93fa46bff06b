# SPDX-License-Identifier: Apache-2.0
# WHAT: leaves a daemon behind: double fork, own session, ignoring signals, output closed
# EXPECT: ok
# OUT: parent leaves
import os, signal, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        for fd in (0, 1, 2):
            os.close(fd)
        time.sleep(60)
    os._exit(0)
os.wait()
print("parent leaves")
