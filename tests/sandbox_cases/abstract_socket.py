# SPDX-License-Identifier: Apache-2.0
# WHAT: talks to a service through a socket that has a name but no file
# EXPECT: ok
# OUT: refused
# NOT-OUT: connected
# SKIP none: it does not guard sockets
import os, socket
for name in ("\0/tmp/.X11-unix/X0", "\0/tmp/dbus-session", "\0velox"):
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.connect(name)
            print("connected", name)
    except OSError as error:
        print("refused", error)
