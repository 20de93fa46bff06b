# SPDX-License-Identifier: Apache-2.0
def scan(image, show):
    show([list(row) for row in zip(*image)])
