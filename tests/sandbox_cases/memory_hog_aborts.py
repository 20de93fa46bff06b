# SPDX-License-Identifier: Apache-2.0
# WHAT: dies the way native code does when an allocation fails
# EXPECT: out-of-memory
# REASON: memory limit
import os, sys
sys.stderr.write("terminate called after throwing an instance of 'std::bad_alloc'\n")
sys.stderr.flush()
os.abort()
