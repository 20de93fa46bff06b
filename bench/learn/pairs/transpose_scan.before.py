# SPDX-License-Identifier: Apache-2.0
def scan(image, show):
    show([[image[row][col] for row in range(len(image))] for col in range(len(image[0]))])
