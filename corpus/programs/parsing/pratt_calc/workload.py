# SPDX-License-Identifier: Apache-2.0
import random

from formula_eval import evaluate_sheet


def make_sheet(levels, width, seed):
    rng = random.Random(seed)
    cells = {f"base_{i}": round(rng.uniform(1, 9), 2) for i in range(width)}
    previous = list(cells)
    for level in range(levels):
        current = []
        for i in range(width):
            a, b = rng.choice(previous), rng.choice(previous)
            shape = rng.choice([
                f"({a} + {b}) / 2 - {rng.randint(1, 5)} * 0.25",
                f"{a} > {b} ? max({a}, 3, 2 ^ 1.5) : min({b}, {rng.randint(2, 9)})",
                f"sqrt(abs({a})) + {b} % {rng.randint(2, 7)}",
                f"-{a} * 0.5 + sum({b}, 1.25, 2.75)",
            ])
            cells[f"c{level}_{i}"] = shape
            current.append(f"c{level}_{i}")
        previous = current
    return cells


def main():
    values = evaluate_sheet(make_sheet(6, 48, 12))
    print(len(values), f"{sum(values.values()):.6f}", f"{max(values.values()):.6f}")
    print([f"{values[f'c5_{i}']:.4f}" for i in range(5)])


if __name__ == "__main__":
    main()
