# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from indent_doc import dump, load


def plant(seed, halls):
    rng = random.Random(seed)
    lines = ["# plant description", "plant: North works", "version: 3", "halls:"]
    for h in range(halls):
        lines += [f"  - name: hall {h}", f"    open: {rng.choice(['yes', 'no', 'none'])}", "    machines:"]
        for m in range(rng.randint(1, 7)):
            lines += [f"      - id: {h * 100 + m}", f"        power: {rng.uniform(1, 90):.2f}",
                      f"        window: [{rng.randrange(12)}, {rng.randrange(12, 24)}]", "        contacts:",
                      f"          lead: 'op {rng.randrange(50)}'", f"          phone: '{rng.randrange(10**6)}'", ""]
    lines.append("aliases:")
    lines += [f"  tag{i}: hall {rng.randrange(halls)}" for i in range(1100)]
    return "\n".join(lines)


def main():
    source = plant(23, 960)
    document = load(source)
    machines = [m for hall in document["halls"] for m in hall["machines"]]
    print(len(source), len(document["halls"]), len(machines), len(document["aliases"]))
    print(round(sum(m["power"] for m in machines), 2), sum(m["window"][1] - m["window"][0] for m in machines))
    text = dump(document)
    print(len(text), zlib.crc32(text.encode()), len({m["contacts"]["lead"] for m in machines}))


if __name__ == "__main__":
    main()
