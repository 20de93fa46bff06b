# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from chutes import ChutePlan, Sorter
from labels_scan import check_digit


def belt(rng, count):
    areas = ["SW1", "SW12", "SE5", "N1", "NW3", "E14", "EC2", "W1", "WC2", "B4", "BS8", "M1", "L3", "LS6", "G12", "EH1"]
    texts = []
    for number in range(count):
        serial = "%08d" % rng.randrange(10 ** 8)
        digit = check_digit(serial) if rng.random() < 0.97 else rng.randrange(10)
        text = "%s%s%dGB/%s%d" % (rng.choice(["EX", "ST", "ST", "EC", "XX"]), serial, digit, rng.choice(areas),
                                  rng.randrange(10))
        texts.append(text)
        if number % 40 == 7:
            texts.append(texts[rng.randrange(len(texts))].lower())
    return texts


def main():
    rng = random.Random(1840)
    rules = []
    for chute in range(1, 61):
        prefix = rng.choice(["SW", "SE", "N", "E", "W", "B", "M", "L", "G"]) + str(rng.randrange(30))
        rules.append((prefix[: rng.randint(1, 4)], chute))
    plan = ChutePlan(rules)
    sorter = Sorter(plan, 25)
    chutes = [sorter.feed(text) for text in belt(rng, 6800)]
    sacks = sorter.finish()
    lines = sorter.manifest()
    print("fed", len(chutes), "rejected", len(sorter.rejected), "sacks", sacks, "lookups", plan.lookups)
    print("chutes", sum(c or 0 for c in chutes), "overflow", chutes.count(0), len(sorter.load_per_chute()))
    print("manifest", len(lines), zlib.crc32("\n".join(lines).encode()), zlib.crc32("".join(sorter.rejected).encode()))


if __name__ == "__main__":
    main()
