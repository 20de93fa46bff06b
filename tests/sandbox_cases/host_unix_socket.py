# SPDX-License-Identifier: Apache-2.0
# WHAT: connects to a service of the host through its local socket
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard the network
import os, socket
try:
    s = socket.socket(socket.AF_UNIX)
    s.connect(os.environ["VX_VICTIM"] + "/service.sock")
    print("connected")
except OSError as error:
    print("refused", error)
