# SPDX-License-Identifier: Apache-2.0
# WHAT: asks for event, timer and polling objects until it may not
# LIMIT: files=64
# EXPECT: ok
# OUT: refused 3
import ctypes, errno, os, select
libc = ctypes.CDLL(None, use_errno=True)
refused, held = 0, []
for make in (lambda: libc.eventfd(0, 0), lambda: libc.timerfd_create(1, 0), lambda: libc.epoll_create1(0)):
    while (fd := make()) >= 0:
        held.append(fd)
        assert len(held) < 1000
    refused += ctypes.get_errno() == errno.EMFILE
print("refused", refused)
