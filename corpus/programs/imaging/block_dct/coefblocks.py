# SPDX-License-Identifier: Apache-2.0
"""8x8 transform coding of a grey plane: DCT, quantiser, zigzag, run lengths."""
import math
from typing import Iterator, List, Tuple

Block = List[List[float]]
N = 8


def split_blocks(plane: List[List[int]]) -> Iterator[Tuple[int, int, Block]]:
    for by in range(0, len(plane), N):
        for bx in range(0, len(plane[0]), N):
            yield bx, by, [[plane[by + j][bx + i] - 128.0 for i in range(N)] for j in range(N)]


def scale(k: int) -> float:
    return math.sqrt(1.0 / N) if k == 0 else math.sqrt(2.0 / N)


def line_dct(line: List[float]) -> List[float]:
    out = []
    for k in range(N):
        total = 0.0
        for n in range(N):
            total += line[n] * math.cos(math.pi * (2 * n + 1) * k / (2 * N))
        out.append(scale(k) * total)
    return out


def line_idct(coefs: List[float]) -> List[float]:
    out = []
    for n in range(N):
        total = 0.0
        for k in range(N):
            total += scale(k) * coefs[k] * math.cos(math.pi * (2 * n + 1) * k / (2 * N))
        out.append(total)
    return out


def flip(block: Block) -> Block:
    return [[block[i][j] for i in range(N)] for j in range(N)]


def forward(block: Block) -> Block:
    rows = [line_dct(line) for line in block]
    return flip([line_dct(line) for line in flip(rows)])


def backward(coefs: Block) -> Block:
    columns = [line_idct(line) for line in flip(coefs)]
    return [line_idct(line) for line in flip(columns)]


def quant_step(i: int, j: int, quality: int) -> int:
    coarse = 101 - quality
    return max(1, (8 + 3 * (i + j)) * coarse // 50)


def quantise(coefs: Block, quality: int) -> List[List[int]]:
    return [[round(coefs[j][i] / quant_step(i, j, quality)) for i in range(N)] for j in range(N)]


def dequantise(levels: List[List[int]], quality: int) -> Block:
    return [[float(levels[j][i] * quant_step(i, j, quality)) for i in range(N)] for j in range(N)]


def zigzag_order() -> List[Tuple[int, int]]:
    cells = [(i, j) for j in range(N) for i in range(N)]
    return sorted(cells, key=lambda c: (c[0] + c[1], c[1] if (c[0] + c[1]) % 2 else c[0]))


def run_lengths(levels: List[List[int]]) -> List[Tuple[int, int]]:
    """(zeros before, value) pairs along the zigzag; (0, 0) ends the block."""
    pairs = []
    zeros = 0
    for i, j in zigzag_order():
        value = levels[j][i]
        if value == 0:
            zeros += 1
        else:
            pairs.append((zeros, value))
            zeros = 0
    pairs.append((0, 0))
    return pairs


def from_runs(pairs: List[Tuple[int, int]]) -> List[List[int]]:
    levels = [[0] * N for _ in range(N)]
    order = zigzag_order()
    position = 0
    for zeros, value in pairs:
        if (zeros, value) == (0, 0):
            break
        position += zeros
        i, j = order[position]
        levels[j][i] = value
        position += 1
    return levels


def encode(plane: List[List[int]], quality: int) -> list:
    return [(bx, by, run_lengths(quantise(forward(block), quality))) for bx, by, block in split_blocks(plane)]


def decode(coded: list, width: int, height: int, quality: int) -> List[List[int]]:
    plane = [[0] * width for _ in range(height)]
    for bx, by, pairs in coded:
        pixels = backward(dequantise(from_runs(pairs), quality))
        for j in range(N):
            for i in range(N):
                plane[by + j][bx + i] = min(255, max(0, round(pixels[j][i] + 128.0)))
    return plane
