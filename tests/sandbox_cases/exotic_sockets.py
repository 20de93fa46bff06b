# SPDX-License-Identifier: Apache-2.0
# WHAT: opens netlink, packet, vsock, alg and bluetooth sockets
# EXPECT: ok
# OUT: all refused
# SKIP none: it has no system call filter
import errno, socket
for family in (16, 17, 31, 38, 40, 44):
    try:
        socket.socket(family, socket.SOCK_RAW)
        print("opened", family)
    except OSError as error:
        assert error.errno == errno.EAFNOSUPPORT, (family, error)
print("all refused")
