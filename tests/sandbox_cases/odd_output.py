# SPDX-License-Identifier: Apache-2.0
# WHAT: prints bytes that are not text
# EXPECT: ok
# OUT: end
import sys
sys.stdout.buffer.write(b"\x00\xff\xfe\x1b[2J" * 100 + b"end\n")
