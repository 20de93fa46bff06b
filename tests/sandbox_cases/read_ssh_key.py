# SPDX-License-Identifier: Apache-2.0
# WHAT: reads a private key in somebody's home
# EXPECT: ok
# OUT: refused
# NOT-OUT: PRIVATE-KEY
# SKIP none: it does not guard files
import os
try:
    print(open(os.environ["VX_VICTIM"] + "/.ssh/id_rsa").read())
except OSError as error:
    print("refused", error)
