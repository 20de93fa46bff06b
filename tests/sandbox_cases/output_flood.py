# SPDX-License-Identifier: Apache-2.0
# WHAT: prints without end
# LIMIT: output=100K
# EXPECT: output-limit
# REASON: of output
import sys
while True:
    sys.stdout.write("x" * 65536)
