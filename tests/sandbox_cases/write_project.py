# SPDX-License-Identifier: Apache-2.0
# WHAT: writes into the project: it works, in the copy
# EXPECT: ok
# OUT: overwritten
import os
path = os.environ["VX_PROJECT"] + "/data.txt"
open(path, "w").write("overwritten")
print(open(path).read())
