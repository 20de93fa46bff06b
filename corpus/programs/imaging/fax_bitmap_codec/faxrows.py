# SPDX-License-Identifier: Apache-2.0
import re

from faxcodes import code_for, is_prefix, run_for

EOL = "000000000001"


def runs_of(line):
    """Lengths of alternating white and black runs, white first (may be 0)."""
    runs = []
    colour = 0
    rest = line
    while rest:
        n = 0
        while n < len(rest) and rest[n] == colour:
            n += 1
        runs.append(n)
        rest = rest[n:]
        colour = 1 - colour
    return runs


def encode_line(line):
    bits = ""
    colour = 0
    for run in runs_of(line):
        while run > 63:
            bits = bits + code_for(colour, 64)
            run -= 64
        bits = bits + code_for(colour, run)
        colour = 1 - colour
    return bits


def encode_page(page):
    stream = ""
    for line in page:
        stream = stream + encode_line(line) + EOL
    return stream


def decode_line(bits, width):
    """Inverse of encode_line; raises ValueError on a line that does not fit."""
    pixels = []
    colour = 0
    while bits:
        length = 1
        while True:
            if length > len(bits):
                raise ValueError("truncated line")
            run = run_for(colour, bits[:length])
            if run is not None:
                break
            if not is_prefix(colour, bits[:length]):
                raise ValueError("bad code " + bits[:length])
            length += 1
        bits = bits[length:]
        pixels = pixels + [colour] * run
        if run < 64:
            colour = 1 - colour
    if len(pixels) != width:
        raise ValueError("line of %d pixels, expected %d" % (len(pixels), width))
    return pixels


def decode_page(stream, width):
    page = []
    for chunk in re.split(EOL, stream):
        if chunk:
            page.append(decode_line(chunk, width))
    return page


def ink_ratio(page):
    black = 0
    for line in page:
        for pixel in line:
            if pixel == 1:
                black += 1
    return black / sum(len(line) for line in page)
