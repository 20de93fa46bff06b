# SPDX-License-Identifier: Apache-2.0
def unload(crates: list):
    dock = []
    while crates:
        dock.append(crates.pop())
    return dock
