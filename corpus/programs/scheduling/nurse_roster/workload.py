# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from roster import Roster
from ward_rules import Shift, parse_nurse


def ward(rng, size):
    nurses = []
    for number in range(size):
        skills = ",".join(s for s in ("lead", "iv", "dialysis") if rng.random() < 0.35)
        off = ",".join(str(d) for d in sorted(rng.sample(range(42), 4)))
        nurses.append(parse_nurse("n%02d|%s|%s|%s" % (number, rng.choice(["38.5", "30", "20"]), skills, off)))
    return nurses


def main():
    days = 42
    nurses = ward(random.Random(1910), 28)
    demand = {Shift.EARLY: 4, Shift.LATE: 4, Shift.NIGHT: 2}
    roster = Roster(nurses, demand).fill(days)
    lines = roster.lines(days)
    print("\n".join(lines[:4]))
    print("duties", len(roster.duties), "unfilled", len(roster.unfilled), "fairness %.5f" % roster.fairness())
    print("crc", zlib.crc32("\n".join(lines).encode()))


if __name__ == "__main__":
    main()
