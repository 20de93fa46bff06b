# SPDX-License-Identifier: Apache-2.0
import random

from judging import Panel, agreement_table, concordance, outlying_judge


def main():
    rng = random.Random(58)
    quality = {"entry-%03d" % k: rng.uniform(20, 80) for k in range(100)}
    panel = Panel()
    for number, noise in enumerate((2, 6, 11, 40, 9)):
        for name, level in quality.items():
            if rng.random() < 0.97:
                panel.record("judge %s" % "ABCDE"[number], name, int(level + rng.gauss(0, noise)) // 2)
    table = agreement_table(panel)
    for pair in (("judge A", "judge B"), ("judge D", "judge A")):
        print(pair, "tau %.6f rho %.6f" % table[pair])
    print("sum %.6f" % sum(t + r for t, r in table.values()))
    print("W %.6f" % concordance(panel), "outlier", outlying_judge(table))


if __name__ == "__main__":
    main()
