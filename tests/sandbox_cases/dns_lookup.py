# SPDX-License-Identifier: Apache-2.0
# WHAT: asks for an address, which can carry data out in the name
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard the network
import socket
try:
    print("answered", socket.getaddrinfo("secret.example.com", 80))
except OSError as error:
    print("refused", error)
