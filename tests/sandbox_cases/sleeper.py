# SPDX-License-Identifier: Apache-2.0
# WHAT: sleeps much longer than it may
# LIMIT: wall=0.4
# EXPECT: timed-out
# REASON: ran longer than 0.4 s
import time
print("started", flush=True)
time.sleep(60)
