# SPDX-License-Identifier: Apache-2.0
# WHAT: starts threads until it may not
# LIMIT: processes=40
# EXPECT: ok|violated-policy
import threading, time
stop = threading.Event()
try:
    for _ in range(2000):
        threading.Thread(target=stop.wait, daemon=True).start()
except RuntimeError:
    print("refused")
time.sleep(0.5)
stop.set()
