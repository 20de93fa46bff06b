# SPDX-License-Identifier: Apache-2.0
# WHAT: starts processes as fast as it can (300 at most, so that a broken sandbox does no harm)
# LIMIT: processes=40 wall=10
# EXPECT: failed|violated-policy
# NOT-OUT: unlimited
# Ordinary users are refused by the kernel (BlockingIOError), root is counted and ended.
import os, time
for _ in range(300):
    if os.fork() == 0:
        time.sleep(20)
        os._exit(0)
time.sleep(3)
print("unlimited")
