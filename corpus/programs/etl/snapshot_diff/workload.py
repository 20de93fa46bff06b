# SPDX-License-Identifier: Apache-2.0
import random

from change_feed import apply_changes, diff, summary
from table_snapshot import Snapshot


def employees(rng, count):
    return [{"emp": 1000 + i, "name": f"Person {i}", "grade": rng.randint(1, 9), "team": rng.choice("ABCDEF"),
             "skills": sorted(rng.sample(["sql", "java", "excel", "welding", "law"], 2)),
             "desk": {"floor": rng.randint(0, 7), "seat": rng.randint(1, 60)}, "loaded_at": "mon"}
            for i in range(count)]


def main():
    rng = random.Random(31)
    rows = employees(rng, 980)
    before = Snapshot("emp", rows)
    later = []
    for row in Snapshot("emp", rows).rows:
        if rng.random() < 0.05:
            continue
        row["loaded_at"] = "tue"
        if rng.random() < 0.15:
            row["grade"] += 1
        if rng.random() < 0.1:
            row["desk"]["seat"] = rng.randint(1, 60)
        later.append(row)
    for row in employees(rng, 40):
        later.append({**row, "emp": row["emp"] + 5000, "badge": "new"})
    rng.shuffle(later)
    after = Snapshot("emp", later)
    changes = diff(before, after)
    print(summary(changes))
    rebuilt = apply_changes(before, changes)
    print(len(rebuilt.rows), len(diff(rebuilt, after)), before.fingerprint()[:12], rebuilt.fingerprint()[:12])


if __name__ == "__main__":
    main()
