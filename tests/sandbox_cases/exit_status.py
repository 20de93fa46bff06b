# SPDX-License-Identifier: Apache-2.0
# WHAT: fails in the ordinary way
# EXPECT: failed
# REASON: exit status 7
import sys
sys.exit(7)
