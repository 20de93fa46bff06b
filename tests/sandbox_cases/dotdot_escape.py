# SPDX-License-Identifier: Apache-2.0
# WHAT: reaches a file of the host through '..'
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard files
import os
victim = os.path.relpath(os.environ["VX_VICTIM"], os.getcwd())
assert victim.startswith("..")
try:
    open(victim + "/precious.txt", "w").write("spoilt")
    print("written")
except OSError as error:
    print("refused", error)
