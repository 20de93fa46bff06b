# SPDX-License-Identifier: Apache-2.0
import random

from profile_table import profile_csv


def permits(rows, seed):
    rng = random.Random(seed)
    lines = ["permit,issued,cost,storeys,applicant,remark"]
    for i in range(rows):
        issued = f"{rng.randint(1, 28):02d}.{rng.randint(1, 12):02d}.20{rng.randint(10, 23)}"
        cost = f"{rng.lognormvariate(9, 1):.2f}" if rng.random() > 0.03 else "n/a"
        storeys = str(rng.randint(1, 9)) if rng.random() > 0.1 else "-"
        applicant = f"Applicant {int(rng.expovariate(0.008))}"
        remark = rng.choice(["", "corner lot", "NULL", "demolition first", "heritage"])
        lines.append(",".join([f"P{i:06d}", issued, cost, storeys, applicant, remark]))
    return "\n".join(lines)


def main():
    profile, keys = profile_csv(permits(2400, 3))
    print("keys", keys)
    for name, p in profile.items():
        print(name, p["type"], p["nulls"], p["distinct"])
        if "quantiles" in p:
            print("  ", [round(v, 2) for v in p["quantiles"][::5]], p["histogram"])
        else:
            print("  ", p["common"], p["longest"])


if __name__ == "__main__":
    main()
