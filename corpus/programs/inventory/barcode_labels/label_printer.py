# SPDX-License-Identifier: Apache-2.0
from ean_symbols import complete, modules


def run_lengths(bars):
    """Widths of alternating bars and spaces, as the printer wants them."""
    widths = []
    current = bars[0]
    width = 0
    for bit in bars:
        if bit == current:
            width += 1
        else:
            widths.append(width)
            current, width = bit, 1
    widths.append(width)
    return widths


def caption(name, columns=24):
    """Wraps the name into lines of at most `columns` characters; long words are cut."""
    lines = [""]
    for word in name.split():
        word = word[:columns]
        if len(lines[-1]) + len(word) + (1 if lines[-1] else 0) <= columns:
            lines[-1] = lines[-1] + (" " if lines[-1] else "") + word
        else:
            lines.append(word)
    return lines


def print_job(articles, copies):
    """The printer's command text for `copies` labels of each (name, prefix) article."""
    job = "^START\n"
    seen = []
    for name, twelve in articles:
        code = complete(twelve)
        if code in seen:
            continue
        seen.append(code)
        for copy_number in range(1, copies + 1):
            widths = run_lengths(modules(code))
            job += "^LABEL %d/%d\n" % (copy_number, copies)
            for line in caption(name):
                job += "^TEXT " + line + "\n"
            job += "^BARS " + ",".join([str(width) for width in widths]) + "\n"
    return job + "^END\n"
