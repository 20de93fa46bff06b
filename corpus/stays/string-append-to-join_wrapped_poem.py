# SPDX-License-Identifier: Apache-2.0
# stays: string-append-to-join: the length of the text so far decides what is added
"""Set a poem in lines of about the same width, with a mark on every thousandth letter."""

import random


def typeset(words):
    """The text with line breaks and marks."""
    text = ""
    for word in words:
        text = text + word + " "
        if len(text) - text.rfind("\n") > 64:
            text = text + "\n"
        if len(text) % 1_000 < 4:
            text = text + "[%d]" % len(text)
    return text


def main():
    for poem in range(5):
        rng = random.Random(poem)
        words = [rng.choice(["moon", "river", "a", "silence", "of", "under", "stone"]) for _ in range(8_000)]
        text = typeset(words)
        print(poem, len(text), text.count("\n"), text.count("["), repr(text[-30:]))


if __name__ == "__main__":
    main()
