# SPDX-License-Identifier: Apache-2.0
# WHAT: prints its environment
# EXPECT: ok
# OUT: PATH
# NOT-OUT: SECRET-IN-ENV
import os
print(dict(os.environ))
