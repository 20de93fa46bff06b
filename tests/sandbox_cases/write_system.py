# SPDX-License-Identifier: Apache-2.0
# WHAT: writes where programs and settings of the system live
# EXPECT: ok
# OUT: all refused
# SKIP none: it does not guard files
import os
for path in ("/usr/vx_probe", "/usr/bin/vx_probe", "/etc/vx_probe", "/vx_probe", "/var/vx_probe", "/dev/vx_probe", "/root/vx_probe"):
    try:
        open(path, "w").close()
        print("written", path)
    except OSError:
        pass
print("all refused" if not any(map(os.path.exists, ["/usr/vx_probe", "/etc/vx_probe"])) else "left something")
