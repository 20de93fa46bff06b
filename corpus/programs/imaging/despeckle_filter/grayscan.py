# SPDX-License-Identifier: Apache-2.0
"""Despeckling for scanned greyscale pages (values 0..255, row major lists)."""
import copy
from dataclasses import dataclass, field


@dataclass
class GrayImage:
    width: int
    height: int
    data: list = field(default_factory=list)

    def get(self, x: int, y: int) -> int:
        # the border is extended outwards
        x = min(max(x, 0), self.width - 1)
        y = min(max(y, 0), self.height - 1)
        return self.data[y * self.width + x]

    def window(self, x: int, y: int, radius: int) -> list:
        values = []
        for dy in range(-radius, radius + 1):
            for dx in range(-radius, radius + 1):
                values.append(self.get(x + dx, y + dy))
        return values

    def clone(self) -> "GrayImage":
        return copy.deepcopy(self)


def rank_filter(image: GrayImage, radius: int, rank: float) -> GrayImage:
    """rank 0.0 erodes, 0.5 is the median, 1.0 dilates."""
    out = image.clone()
    for y in range(image.height):
        for x in range(image.width):
            values = sorted(image.window(x, y, radius))
            out.data[y * out.width + x] = values[int(rank * (len(values) - 1))]
    return out


def despeckle(image: GrayImage, threshold: int) -> tuple:
    """Replace only the pixels that stick out of their neighbourhood; returns (image, replaced)."""
    smooth = rank_filter(image, 1, 0.5)
    out = image.clone()
    replaced = 0
    for i in range(len(image.data)):
        if abs(image.data[i] - smooth.data[i]) > threshold:
            out.data[i] = smooth.data[i]
            replaced += 1
    return out, replaced


def otsu_threshold(image: GrayImage) -> int:
    """The grey level with the largest between-class variance."""
    best_level, best_score = 0, -1.0
    total = len(image.data)
    for level in range(1, 256, 5):
        dark = [v for v in image.data if v < level]
        light = [v for v in image.data if v >= level]
        if not dark or not light:
            continue
        gap = sum(dark) / len(dark) - sum(light) / len(light)
        score = (len(dark) / total) * (len(light) / total) * gap * gap
        if score > best_score:
            best_level, best_score = level, score
    return best_level


def binarize(image: GrayImage, level: int) -> list:
    rows = []
    for y in range(image.height):
        row = ""
        for x in range(image.width):
            row += "#" if image.get(x, y) < level else " "
        rows.append(row)
    return rows


def clean_page(image: GrayImage, threshold: int = 40, passes: int = 3) -> tuple:
    """Despeckle until nothing changes (at most `passes` times), then threshold."""
    history = []
    for _ in range(passes):
        image, replaced = despeckle(image, threshold)
        history.append(replaced)
        if replaced == 0:
            break
    level = otsu_threshold(image)
    return binarize(image, level), level, history
