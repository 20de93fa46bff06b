# SPDX-License-Identifier: Apache-2.0
"""LZW for indexed animation frames, variable code width, as in GIF streams."""

MAX_CODES = 4096


class CodeBook:
    """Sequences of pixels; the position in the list is the code."""

    def __init__(self, colours):
        self.colours = colours
        self.reset()

    def reset(self):
        self.entries = [[c] for c in range(self.colours)]
        self.entries.append(["clear"])
        self.entries.append(["stop"])

    def has(self, sequence):
        return sequence in self.entries

    def code(self, sequence):
        return self.entries.index(sequence)

    def add(self, sequence):
        self.entries.append(list(sequence))

    def full(self):
        return len(self.entries) >= MAX_CODES

    @property
    def clear_code(self):
        return self.colours

    @property
    def stop_code(self):
        return self.colours + 1


def compress(pixels, colours):
    book = CodeBook(colours)
    codes = [book.clear_code]
    prefix = []
    for pixel in pixels:
        if not 0 <= pixel < colours:
            raise ValueError(f"pixel {pixel} is not in the palette")
        longer = prefix + [pixel]
        if book.has(longer):
            prefix = longer
            continue
        codes.append(book.code(prefix))
        if book.full():
            codes.append(book.clear_code)
            book.reset()
        else:
            book.add(longer)
        prefix = [pixel]
    if prefix:
        codes.append(book.code(prefix))
    codes.append(book.stop_code)
    return codes


def expand(codes, colours):
    book = CodeBook(colours)
    pixels = []
    previous = None
    for code in codes:
        if code == book.stop_code:
            return pixels
        if code == book.clear_code:
            book.reset()
            previous = None
            continue
        if code < len(book.entries):
            entry = book.entries[code]
        elif previous is not None and code == len(book.entries):
            entry = previous + [previous[0]]
        else:
            raise ValueError(f"code {code} before its definition")
        pixels = pixels + entry
        if previous is not None and not book.full():
            book.add(previous + [entry[0]])
        previous = entry
    raise ValueError("stream without stop code")


def pack(codes, width):
    """Codes as bytes, least significant bit first."""
    bits = ""
    for code in codes:
        bits += "".join(reversed(format(code, f"0{width}b")))
    while len(bits) % 8:
        bits += "0"
    out = []
    for start in range(0, len(bits), 8):
        out.append(int("".join(reversed(bits[start:start + 8])), 2))
    return bytes(out)


def frame_delta(before, after, transparent):
    """Pixels that did not change become transparent."""
    return [transparent if old == new else new for old, new in zip(before, after)]
