# SPDX-License-Identifier: Apache-2.0
# WHAT: runs other programs, which is allowed: they are under the same limits
# EXPECT: ok
# OUT: hello from sh
import subprocess, sys
print(subprocess.run(["sh", "-c", "echo hello from sh"], capture_output=True, text=True, check=True).stdout)
subprocess.run([sys.executable, "-c", "pass"], check=True)
