# SPDX-License-Identifier: Apache-2.0
# planted: append-loop-to-list in Canvas.layer
"""A paint program without a screen: strokes on layers, undo, and how much is covered."""

import random


class Canvas:
    """A picture as one row of colours after the other."""

    def __init__(self, width, height):
        self.width = width
        self.pixels = [0] * (width * height)
        self.states = []

    def layer(self, pixels, colour):
        """A layer on top of a picture, and how often it has the colour."""
        result = []
        for pixel in pixels:
            result.append(pixel)
        return result, result.count(colour)

    def stroke(self, x, y, length, colour):
        """Draw a line to the right; the state before is kept for undo."""
        before, _ = self.layer(self.pixels, colour)
        self.states.append(before)
        if len(self.states) > 20:
            self.states.pop(0)
        start = y * self.width + x
        for at in range(start, min(start + length, (y + 1) * self.width)):
            self.pixels[at] = colour

    def undo(self):
        """Take back the last stroke."""
        if self.states:
            self.pixels = self.states.pop()

    def covered(self):
        """Pixels that are not empty any more."""
        return len(self.pixels) - self.pixels.count(0)


def draw(rng, canvas, strokes):
    """Somebody draws and is not content with everything."""
    for _ in range(strokes):
        canvas.stroke(rng.randrange(canvas.width), rng.randrange(60), rng.randrange(4, 50),
                      rng.randrange(1, 9))
        if rng.random() < 0.3:
            canvas.undo()


def main():
    rng = random.Random(77)
    canvas = Canvas(100, 60)
    for minute in range(6):
        draw(rng, canvas, 550)
        print(minute, canvas.covered(), canvas.pixels[:8], len(canvas.states))


if __name__ == "__main__":
    main()
