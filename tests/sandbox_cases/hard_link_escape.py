# SPDX-License-Identifier: Apache-2.0
# WHAT: makes a hard link to a file of the host
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard files
import os
try:
    os.link(os.environ["VX_VICTIM"] + "/precious.txt", os.environ["VX_PROJECT"] + "/linked")
    print("linked")
except OSError as error:
    print("refused", error)
