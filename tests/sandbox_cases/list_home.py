# SPDX-License-Identifier: Apache-2.0
# WHAT: lists the real home folder
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard files
import os
try:
    print(os.listdir(os.environ["VX_VICTIM"]))
except OSError as error:
    print("refused", error)
