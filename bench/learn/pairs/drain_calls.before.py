# SPDX-License-Identifier: Apache-2.0
def flush(stacks):
    order = []
    for frames in stacks:
        while frames:
            order.append(frames.pop())
    return order
