# SPDX-License-Identifier: Apache-2.0
# stays: memoise-pure-recursion: every visit is written to the journal
"""Costs of assemblies; the auditors want to see every single look into the price list."""

PARTS = {"bike": ("frame", "wheel", "wheel", "lamp"), "frame": ("tube", "tube", "paint"),
         "wheel": ("rim", "tyre", "spokes"), "spokes": ("wire", "wire"), "lamp": ("bulb", "wire"),
         "tandem": ("bike", "frame", "wheel"), "train": ("tandem", "tandem", "bike")}
CENTS = {"tube": 800, "paint": 150, "rim": 900, "tyre": 1_100, "wire": 20, "bulb": 90}

journal = []


def cost(name: str, depth: int) -> int:
    """Cents for an assembly or a single part."""
    journal.append((depth, name))
    if name in CENTS:
        return CENTS[name]
    total = 0
    for part in PARTS[name]:
        total += cost(part, depth + 1)
    return total


def main():
    for _ in range(25_000):
        journal.clear()
        total = cost("train", 0) + cost("bike", 1)
    looks = {}
    for _, name in journal:
        looks[name] = looks.get(name, 0) + 1
    print(total, len(journal), sorted(looks.items()))


if __name__ == "__main__":
    main()
