# SPDX-License-Identifier: Apache-2.0
# WHAT: opens the kernel's settings for writing (it never writes: where the sandbox is broken they are the machine's)
# EXPECT: ok
# OUT: opened []
# SKIP none: it does not guard files
import os
opened = []
paths = ["/proc/sysrq-trigger", "/proc/self/oom_score_adj"]
for top in ("/proc/sys", "/sys"):
    paths += [os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names]
for path in paths:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        opened.append(path)
    except OSError:
        pass
print("opened", opened)
