# SPDX-License-Identifier: Apache-2.0
# WHAT: opens files without closing them
# LIMIT: files=64
# EXPECT: ok
# OUT: refused
keep = []
try:
    while len(keep) < 5000:
        keep.append(open("/dev/null"))
    print("opened all")
except OSError as error:
    print("refused", error.errno)
