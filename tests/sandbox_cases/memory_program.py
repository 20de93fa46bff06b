# SPDX-License-Identifier: Apache-2.0
# WHAT: runs a program that exists in memory only: it is under the same limits, and still has no network
# EXPECT: ok
# OUT: from memory
# NOT-OUT: connected
# SKIP none: it does not guard the network
import os, socket
fd = os.memfd_create("program", 0)
os.write(fd, b"#!/usr/bin/python3\nimport os, socket\nprint('from memory', flush=True)\n"
         b"try:\n socket.create_connection(('127.0.0.1', int(os.environ['VX_PORT'])), 2)\n print('connected')\n"
         b"except OSError:\n pass\n")
os.execve(fd, ["program"], dict(os.environ))
