# SPDX-License-Identifier: Apache-2.0
# WHAT: makes files whose names hold line ends, escape codes and bytes that are no text
# EXPECT: ok
# OUT: made 5
import os
names = [b"a\nb", b"\x1b[2J", b"\xff\xfe", b"-rf", b"\t '\"$(x)"]
for name in names:
    open(name, "w").close()
print("made", len(set(names) & set(os.listdir(b"."))))
