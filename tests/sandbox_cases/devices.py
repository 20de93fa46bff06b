# SPDX-License-Identifier: Apache-2.0
# WHAT: opens the machine's memory, disks and terminals, and makes a device of its own
# EXPECT: ok
# OUT: opened []
# SKIP none: it does not guard files
import glob, os, stat, tempfile
opened = []
for path in ("/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", *glob.glob("/dev/sd*"), *glob.glob("/dev/vd*"), "/dev/tty1"):
    try:
        os.close(os.open(path, os.O_RDONLY))
        opened.append(path)
    except OSError:
        pass
try:
    os.mknod(os.path.join(tempfile.gettempdir(), "disk"), stat.S_IFBLK | 0o600, os.makedev(8, 0))
    opened.append("own device")
except OSError:
    pass
print("opened", opened)
