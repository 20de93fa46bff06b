# SPDX-License-Identifier: Apache-2.0
# WHAT: looks for our own folder in the project
# EXPECT: ok
# OUT: hidden
import os
print("seen" if os.path.exists(os.environ["VX_PROJECT"] + "/.velox") else "hidden")
