# SPDX-License-Identifier: Apache-2.0
import random
import zlib

import pkgorder


def manifest(rng, count):
    lines = ["# frozen tree"]
    names = [f"lib{chr(97 + n % 26)}{n:03d}" for n in range(count)]
    for n, name in enumerate(names):
        wants = []
        for dep in sorted(rng.sample(range(max(0, n - 60), n), min(n, rng.choice([0, 1, 2, 2])))):
            wants.append(names[dep] + rng.choice(["", ">=1.2", "<=4.10", "==2.0"]))
        lines.append(f"{name} {rng.randrange(1, 4)}.{rng.randrange(0, 12)}: {', '.join(wants)}")
    head, tail = lines[:1], lines[1:]
    rng.shuffle(tail)
    return "\n".join(head + tail), names


def main():
    rng = random.Random(5)
    text, names = manifest(rng, 370)
    packages = pkgorder.parse_manifest(text)
    order = pkgorder.install_order(packages)
    depth = pkgorder.levels(packages)
    spare = pkgorder.removable(packages, names[-3:])
    print("packages", len(packages), "first", order[:3], "deepest", max(depth.values()), "sum", sum(depth.values()))
    print("conflicts", len(pkgorder.conflicts(packages)), "removable", len(spare))
    print("crc", zlib.crc32(" ".join(order + spare).encode()))


if __name__ == "__main__":
    main()
