# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from tune_checks import ambitus, check_bars, melody, parsons


def reel(rng, number, bars):
    lines = []
    for part in range(2):
        row = []
        for _ in range(bars):
            beats = []
            for _ in range(4):
                beats.append(rng.choice(("{0}2", "{0}{1}", "{0}3/2{1}/2", "^{0}{1}", "z{0}")).format(
                    rng.choice("ABcdefgG"), rng.choice("DEFGABcd")))
            if rng.random() < 0.06:
                beats.pop()
            row.append(" ".join(beats))
        lines.append("|: " + " | ".join(row) + " :|")
    key = rng.choice(("G", "D", "F", "Bb"))
    return f"X:{number}\nT:Reel no. {number}\nM:4/4\nL:1/8\nK:{key}\n" + "\n".join(lines) + " % end\n"


def main():
    rng = random.Random(1793)
    wrong = pitches = 0
    code = ""
    low, high = 127, 0
    for number in range(34):
        tune = reel(rng, number, 16)
        wrong += len(check_bars(tune))
        pitches += sum(int((p or 0) * length * 16) for p, length in melody(tune))
        bottom, top = ambitus(tune)
        low, high = min(low, bottom), max(high, top)
        code += parsons(tune)
    print("wrong bars", wrong, "weighted", pitches, "range", low, high)
    print("parsons", len(code), zlib.crc32(code.encode()), code[:40])


if __name__ == "__main__":
    main()
