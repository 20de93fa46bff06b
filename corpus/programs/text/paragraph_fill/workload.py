# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from galley import raggedness, set_text

WORDS = ("the a harbour lantern of quiet under tide and morning salted rope gull in drifted slowly past old "
         "breakwater keeper whose ledger counted every sail unquestionably antidisestablishmentarianism").split()


def prose(rng, paragraphs):
    blocks = []
    for n in range(paragraphs):
        words = [rng.choice(WORDS) for _ in range(rng.randrange(60, 140))]
        blocks.append((">" if n % 4 == 3 else "") + " ".join(words) + ".")
    return "\n\n".join(blocks)


def main():
    rng = random.Random(1851)
    text = prose(rng, 16)
    for measure, justify in ((38, False), (62, True), (24, True)):
        lines = set_text(text, measure, justify)
        print(measure, "lines", len(lines), "ragged", raggedness(lines, measure),
              "crc", zlib.crc32("\n".join(lines).encode()))


if __name__ == "__main__":
    main()
