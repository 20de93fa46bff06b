# SPDX-License-Identifier: Apache-2.0
# WHAT: writes to the project's real path, which it puts together itself
# EXPECT bwrap: ok
# EXPECT landlock: failed
# SKIP none: it does not guard files
import os
path = bytes.fromhex(os.environ["VX_PROJECT_HEX"]).decode()
open(path + "/data.txt", "w").write("overwritten")
