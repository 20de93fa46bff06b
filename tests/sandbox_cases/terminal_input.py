# SPDX-License-Identifier: Apache-2.0
# WHAT: types into the terminal that Velox runs on
# EXPECT: ok
# OUT: refused 1
# SKIP none: it has no system call filter
import fcntl, termios
try:
    fcntl.ioctl(0, termios.TIOCSTI, b"x")
    print("typed")
except OSError as error:
    print("refused", error.errno)
