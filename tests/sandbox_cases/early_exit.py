# SPDX-License-Identifier: Apache-2.0
# WHAT: leaves at once with status 0, without doing its work: the fate is ok, so callers must look for the result
# EXPECT: ok
# NOT-OUT: work
import os
os._exit(0)
print("work")
