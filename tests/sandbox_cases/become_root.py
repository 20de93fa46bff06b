# SPDX-License-Identifier: Apache-2.0
# WHAT: uses the powers of root, in case Velox runs as root
# EXPECT: ok
# OUT: none
# SKIP none: it keeps them
caps = [line.split()[1] for line in open("/proc/self/status") if line.startswith(("CapEff", "CapPrm", "CapBnd", "CapAmb"))]
print("none" if all(int(c, 16) == 0 for c in caps[:2]) else caps)
