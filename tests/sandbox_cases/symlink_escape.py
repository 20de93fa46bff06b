# SPDX-License-Identifier: Apache-2.0
# WHAT: reaches a file of the host through a symbolic link that it makes
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard files
import os
link = os.environ["VX_PROJECT"] + "/way_out"
os.symlink(os.environ["VX_VICTIM"], link)
try:
    open(link + "/precious.txt", "w").write("spoilt")
    print("written")
except OSError as error:
    print("refused", error)
