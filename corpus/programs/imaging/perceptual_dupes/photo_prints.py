# SPDX-License-Identifier: Apache-2.0
"""Fingerprints of photographs.

``thumbnail`` averages a grey photo into an 8x8 grid, ``fingerprint`` marks the
cells brighter than the mean, row by row, as a string of 64 binary digits.
"""

GRID = 8


def block_mean(photo, x0, x1, y0, y1):
    cells = []
    for row in photo[y0:y1]:
        cells = cells + row[x0:x1]
    return sum(cells) / len(cells)


def thumbnail(photo):
    height = len(photo)
    width = len(photo[0])
    if height < GRID or width < GRID:
        raise ValueError("photo is smaller than the grid")
    return [
        [
            block_mean(photo, gx * width // GRID, (gx + 1) * width // GRID,
                       gy * height // GRID, (gy + 1) * height // GRID)
            for gx in range(GRID)
        ]
        for gy in range(GRID)
    ]


def fingerprint(photo):
    grid = thumbnail(photo)
    bits = ""
    for row in grid:
        for value in row:
            mean = sum(sum(line) for line in grid) / (GRID * GRID)
            bits += "1" if value > mean else "0"
    return bits


def hamming(a, b):
    if len(a) != len(b):
        raise ValueError("fingerprints of different length")
    differing = 0
    for i in range(len(a)):
        if a[i] != b[i]:
            differing += 1
    return differing


def mirrored(bits):
    rows = [bits[i:i + GRID] for i in range(0, len(bits), GRID)]
    return "".join("".join(reversed(row)) for row in rows)
