# SPDX-License-Identifier: Apache-2.0
"""Setting paragraphs in fixed-width type with evenly filled lines.

The break points of a paragraph are chosen together: the cost of a line is the
square of its slack, the last line is free, and the cheapest sequence of lines
wins (of two equally cheap ones the one whose last break comes earlier).
"""

INFINITE = float("inf")
VOWELS = "aeiouy"


def width(words):
    """Columns taken by words with single spaces between them."""
    total = 0
    for word in words:
        total += len(word)
    return total + len(words) - 1


def line_cost(words, i, j, measure):
    slack = measure - width(words[i:j])
    if slack < 0:
        return INFINITE
    if j == len(words):
        return 0
    return slack ** 2


def best_breaks(words, measure):
    """Indices at which lines start, for the cheapest setting."""
    n = len(words)
    cost = [0] + [INFINITE] * n
    came_from = [0] * (n + 1)
    for j in range(1, n + 1):
        for i in range(0, j):
            if cost[i] + line_cost(words, i, j, measure) < cost[j]:
                cost[j] = cost[i] + line_cost(words, i, j, measure)
                came_from[j] = i
    if cost[n] == INFINITE:
        raise ValueError("measure is too narrow for this paragraph")
    starts = []
    at = n
    while at > 0:
        at = came_from[at]
        starts.insert(0, at)
    return starts


def split_long(word, measure):
    """Cut a word that cannot fit, after a vowel if there is one in reach."""
    parts = []
    while len(word) > measure:
        cut = measure - 1
        for k in range(measure - 1, max(1, measure // 2), -1):
            if word[k - 1].lower() in VOWELS:
                cut = k
                break
        parts.append(word[:cut] + "-")
        word = word[cut:]
    parts.append(word)
    return parts


def spread(words, measure, from_left):
    """Justify one line; surplus blanks go to the gaps from one side."""
    gaps = len(words) - 1
    if gaps == 0:
        return words[0]
    blanks = measure - sum(len(w) for w in words)
    each, extra = divmod(blanks, gaps)
    line = words[0]
    for k in range(gaps):
        wide = k < extra if from_left else k >= gaps - extra
        line = line + " " * (each + (1 if wide else 0)) + words[k + 1]
    return line


def set_paragraph(text, measure, justify=False, indent=""):
    words = []
    for word in text.split():
        words = words + split_long(word, measure)
    if not words:
        return []
    starts = best_breaks(words, measure)
    lines = []
    for number, start in enumerate(starts):
        last = number + 1 == len(starts)
        chunk = words[start:] if last else words[start:starts[number + 1]]
        if justify and not last:
            lines.append(indent + spread(chunk, measure, number % 2 == 0))
        else:
            lines.append(indent + " ".join(chunk))
    return lines


def set_text(text, measure, justify=False):
    """Paragraphs are separated by blank lines; a leading '>' marks a quotation."""
    out = []
    for block in text.split("\n\n"):
        block = block.strip()
        if not block:
            continue
        if block.startswith(">"):
            lines = set_paragraph(block[1:], measure - 4, justify, "    ")
        else:
            lines = set_paragraph(block, measure, justify)
        if out:
            out.append("")
        out.extend(lines)
    return out


def raggedness(lines, measure):
    return sum((measure - len(line)) ** 2 for line in lines[:-1])
