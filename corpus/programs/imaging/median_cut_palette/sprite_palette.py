# SPDX-License-Identifier: Apache-2.0
"""Median cut colour quantisation for indexed sprites."""
from typing import NamedTuple


class Rgb(NamedTuple):
    r: int
    g: int
    b: int


class ColorBox:
    """A group of colours that will end up as one palette entry."""

    def __init__(self, colors):
        self.colors = list(colors)

    def extent(self, channel):
        values = [color[channel] for color in self.colors]
        return max(values) - min(values)

    def longest_channel(self):
        best = 0
        for channel in (1, 2):
            if self.extent(channel) > self.extent(best):
                best = channel
        return best

    def weight(self):
        return self.extent(self.longest_channel()) * len(self.colors)

    def split(self):
        channel = self.longest_channel()
        ordered = sorted(self.colors, key=lambda color: color[channel])
        middle = len(ordered) // 2
        return ColorBox(ordered[:middle]), ColorBox(ordered[middle:])

    def average(self):
        count = len(self.colors)
        red = sum([color.r for color in self.colors])
        green = sum([color.g for color in self.colors])
        blue = sum([color.b for color in self.colors])
        return Rgb(red // count, green // count, blue // count)


def build_palette(pixels, size):
    """At most `size` colours, the heaviest boxes being split first."""
    if not pixels:
        raise ValueError("an empty picture has no palette")
    boxes = [ColorBox(pixels)]
    while len(boxes) < size:
        boxes.sort(key=lambda box: box.weight())
        heaviest = boxes[-1]
        if heaviest.weight() == 0:
            break
        boxes.remove(heaviest)
        for half in heaviest.split():
            boxes.append(half)
    palette = []
    for box in boxes:
        color = box.average()
        if color not in palette:
            palette.append(color)
    return palette


def distance(a, b):
    # green counts double, as the eye is most sensitive there
    dr = a[0] - b[0]
    dg = a[1] - b[1]
    db = a[2] - b[2]
    return dr * dr + 2 * dg * dg + db * db


def nearest_index(palette, color):
    best = 0
    for index in range(len(palette)):
        if distance(palette[index], color) < distance(palette[best], color):
            best = index
    return best


def remap(rows, palette):
    """Rows of palette indices, and the summed error of the mapping."""
    indexed = []
    error = 0
    for row in rows:
        line = []
        for color in row:
            index = nearest_index(palette, color)
            line.append(index)
            error += distance(palette[index], color)
        indexed.append(line)
    return indexed, error


def usage(indexed, palette):
    """How many pixels each palette entry serves, most used first."""
    flat = []
    for line in indexed:
        flat = flat + line
    table = []
    for index in range(len(palette)):
        table.append((flat.count(index), index))
    table.sort(key=lambda entry: (-entry[0], entry[1]))
    return table
