# SPDX-License-Identifier: Apache-2.0
# WHAT: makes a great number of empty files in its temporary folder; they are gone afterwards
# EXPECT: ok
# OUT: made
import os, tempfile
folder = tempfile.mkdtemp()
for number in range(5_000):
    os.close(os.open(f"{folder}/{number}", os.O_CREAT))
print("made")
