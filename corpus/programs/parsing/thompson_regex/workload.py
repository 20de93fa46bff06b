# SPDX-License-Identifier: Apache-2.0
import random

from rx_match import count_lines, find_all


def main():
    rng = random.Random(64)
    words = ["pump7", "0x1f", "v1.20", "12.5", "red", "ALARM", "2023-10-04", "-3", "see", "x_9", "ok", "..."]
    text = " ".join(rng.choice(words) for _ in range(2000))
    for pattern in (r"[0-9]+-[0-9]+-[0-9]+", r"0x[0-9a-f]+|-?[0-9]+(\.[0-9]+)?", r"(red|green|ALARM) +[a-z]+",
                    r"[a-z][a-z0-9_]*"):
        hits = find_all(pattern, text)
        print(len(hits), sum(len(h) for h in hits), hits[:3])
    plates = [rng.choice("ABK") + rng.choice(["B", ""]) + "-" + rng.choice("XYZ") * rng.randint(0, 3) + " "
              + str(rng.randrange(12000)) for _ in range(300)]
    print(count_lines(r"[A-Z][A-Z]?-[A-Z][A-Z]? [1-9][0-9]?[0-9]?[0-9]?", plates))
    print(count_lines(r"(a|b)*a(a|b)(a|b)(a|b)", ["".join(rng.choice("ab") for _ in range(24)) for _ in range(90)]))


if __name__ == "__main__":
    main()
