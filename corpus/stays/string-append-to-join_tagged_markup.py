# SPDX-License-Identifier: Apache-2.0
# stays: string-append-to-join: a part may take over the addition and escape what was before it
"""Build a page from plain text and markup; plain text is escaped when it meets markup."""

import random


class Markup:
    """Text that is safe; added to a plain string it escapes that string."""

    def __init__(self, text):
        self.text = text

    def __add__(self, other):
        return Markup(self.text + (other.text if isinstance(other, Markup) else escape(other)))

    def __radd__(self, other):
        return Markup(escape(other) + self.text)


def escape(text):
    """Plain text for a page."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def page(parts):
    """All parts as one piece of markup, or a string when none of them is markup."""
    out = ""
    for part in parts:
        out = out + part
    return out


def main():
    for number in range(6):
        rng = random.Random(number)
        parts = [rng.choice(["a < b ", "you & me ", "fine "]) for _ in range(4_000)]
        if number % 2:
            parts[2_000::400] = [Markup("<hr>") for _ in parts[2_000::400]]
        result = page(parts)
        kind = type(result).__name__
        text = result.text if isinstance(result, Markup) else result
        print(number, kind, len(text), text[:18], text.count("&amp;"))


if __name__ == "__main__":
    main()
