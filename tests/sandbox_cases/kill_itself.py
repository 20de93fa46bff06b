# SPDX-License-Identifier: Apache-2.0
# WHAT: dies by a signal
# EXPECT: killed
# REASON: signal 9 SIGKILL
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
