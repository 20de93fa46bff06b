# SPDX-License-Identifier: Apache-2.0
def flush(stacks):
    order = []
    for frames in stacks:
        order.extend(reversed(frames))
        frames.clear()
    return order
