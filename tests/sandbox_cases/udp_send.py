# SPDX-License-Identifier: Apache-2.0
# WHAT: sends a datagram into the network
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard the network
import socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"secret", ("192.0.2.1", 9))
    print("sent")
except OSError as error:
    print("refused", error)
