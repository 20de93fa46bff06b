# SPDX-License-Identifier: Apache-2.0
# WHAT: writes to stderr without end
# LIMIT: output=100K
# EXPECT: output-limit
# REASON: of output
import sys
while True:
    sys.stderr.write("x" * 65536)
