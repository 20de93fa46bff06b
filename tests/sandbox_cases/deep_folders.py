# SPDX-License-Identifier: Apache-2.0
# WHAT: makes folders deeper than a path can be long; they are gone afterwards
# EXPECT: ok
# OUT: deep
import os
for _ in range(300):
    os.mkdir("d" * 20)
    os.chdir("d" * 20)
print("deep")
