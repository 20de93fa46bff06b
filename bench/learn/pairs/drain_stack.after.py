# SPDX-License-Identifier: Apache-2.0
def unload(crates: list):
    dock = []
    dock.extend(reversed(crates))
    crates.clear()
    return dock
