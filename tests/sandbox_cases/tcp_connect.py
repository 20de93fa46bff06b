# SPDX-License-Identifier: Apache-2.0
# WHAT: connects to a server on this machine
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard the network
import os, socket
try:
    socket.create_connection(("127.0.0.1", int(os.environ["VX_PORT"])), 2).sendall(b"secret")
    print("connected")
except OSError as error:
    print("refused", error)
