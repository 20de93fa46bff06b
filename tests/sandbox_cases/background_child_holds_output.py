# SPDX-License-Identifier: Apache-2.0
# WHAT: a child keeps the output pipe open after the program has ended
# LIMIT: wall=10
# EXPECT: ok
# OUT: done
import os, time
if os.fork() == 0:
    time.sleep(60)
    os._exit(0)
print("done", flush=True)
