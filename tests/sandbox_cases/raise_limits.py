# SPDX-License-Identifier: Apache-2.0
# WHAT: lifts its own limits
# LIMIT: memory=512M
# EXPECT: ok
# OUT: refused
# SKIP none: root may
import resource
try:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print("lifted")
except (ValueError, OSError) as error:
    print("refused", error)
