# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from orgchart import OrgChart


def main():
    rng = random.Random(1911)
    chart = OrgChart()
    chart.hire("e000", None, "director", 190_000)
    chart.hire("e001", None, "chair", 80_000)
    for n in range(2, 620):
        boss = f"e{rng.randrange(max(0, n // 2 - 9), max(2, n // 2 + 1)):03d}"
        title = "lead" if n < 40 else rng.choice(["engineer", "clerk", "driver"])
        chart.hire(f"e{n:03d}", boss, title, rng.randrange(28, 90) * 1000)
    for name in ("e003", "e017", "e020"):
        chart.leave(name)
    names = [p.name for p in chart.people]
    far = 0
    apart = 0
    for _ in range(1300):
        gap = chart.distance(rng.choice(names), rng.choice(names))
        if gap is None:
            apart += 1
        else:
            far += gap
    outline = chart.outline()
    print("\n".join(outline[:3]))
    print("far", far, "apart", apart, "spans", chart.spans())
    print("crc", zlib.crc32("\n".join(outline).encode()))


if __name__ == "__main__":
    main()
