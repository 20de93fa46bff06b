# SPDX-License-Identifier: Apache-2.0
# WHAT: leaves a grandchild that burns the processor and writes on after the program has ended
# EXPECT: ok
# OUT: left
import os, sys, tempfile
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        with open(os.path.join(tempfile.gettempdir(), "grow"), "wb", buffering=0) as file:
            while True:
                file.write(b"x")
    os._exit(0)
os.wait()
print("left")
