# SPDX-License-Identifier: Apache-2.0
# planted: split-maxsplit in accession
"""Statistics of sequence records: a name, and then everything that was read.

A record is one line "name reads reads reads ..."; names repeat when a sample was run
more than once.
"""

import random
from typing import Dict, List


def accession(record: str) -> str:
    """The name of a record."""
    return record.split(" ")[0]


def runs(records: List[str]) -> Dict[str, int]:
    """How often each sample was run."""
    counts: Dict[str, int] = {}
    for record in records:
        name = accession(record)
        counts[name] = counts.get(name, 0) + 1
    return counts


def letters(records: List[str], wanted: str) -> int:
    """Letters that were read for one sample."""
    return sum(len(record) for record in records if accession(record) == wanted)


def sample_of_day(records: List[str]) -> str:
    """The sample in the middle of the file."""
    return accession(records[len(records) // 2])


def reads(record: str) -> int:
    """How many reads a record has; all of them are needed here."""
    pieces = record.split(" ")
    return len(pieces) - 1


def make_records(rng: random.Random, count: int) -> List[str]:
    """Records with some hundred reads."""
    pool = ["".join(rng.choice("ACGT") for _ in range(rng.randrange(8, 30))) for _ in range(200)]
    records = []
    for _ in range(count):
        name = "SMP%03d" % rng.randrange(40)
        records.append(name + " " + " ".join(rng.choices(pool, k=500)))
    return records


def main() -> None:
    records = make_records(random.Random(4), 1_200)
    counts = runs(records)
    names = ["SMP003", "SMP017", "SMP039", "SMP999", "SMP021", "SMP030"]
    for wanted in names + [sample_of_day(records)]:
        total = letters(records, wanted) + letters(records, wanted.lower())
        print(wanted, counts.get(wanted, 0), total)
    print(max(reads(record) for record in records[:40]))


if __name__ == "__main__":
    main()
