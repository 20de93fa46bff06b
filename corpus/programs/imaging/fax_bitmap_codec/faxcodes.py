# SPDX-License-Identifier: Apache-2.0
"""Run codes of our fax dialect: a colour flag, a class prefix, then the run in binary.

The prefix announces the number of binary digits, so short runs are cheap.
Every code holds a 1 at least in each six digits, which keeps EOL unique.
"""

CLASSES = [("10", 0, 3), ("110", 4, 7), ("1110", 8, 15), ("11110", 16, 31), ("111110", 32, 64)]


def spread(value, digits):
    text = ""
    for position in range(digits):
        text = str((value >> position) & 1) + "1" + text
    return text


def make_table(colour):
    table = []
    for prefix, low, high in CLASSES:
        digits = (high - low).bit_length()
        for run in range(low, high + 1):
            table.append((run, ("1" if colour else "01") + prefix + spread(run - low, digits)))
    return table


TABLES = [make_table(0), make_table(1)]


def code_for(colour, run):
    for known, code in TABLES[colour]:
        if known == run:
            return code
    raise KeyError(run)


def run_for(colour, bits):
    for known, code in TABLES[colour]:
        if code == bits:
            return known
    return None


def is_prefix(colour, bits):
    hits = [code for _, code in TABLES[colour] if code.startswith(bits)]
    return len(hits) > 0
