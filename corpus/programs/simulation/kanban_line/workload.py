# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from kanbanline import Line, Station, state_shares


def stations():
    return [
        Station("saw", {"oak": 3, "elm": 2, "ash": 4}, 2, 0.01, 9),
        Station("mill", {"oak": 4, "elm": 5, "ash": 3}, 4, 0.02, 14),
        Station("glue", {"oak": 3, "elm": 3, "ash": 3}, 0, 0.0, 0),
        Station("sand", {"oak": 2, "elm": 4, "ash": 4}, 1, 0.03, 5),
    ]


def main():
    rng = random.Random(1953)
    plan = []
    while len(plan) < 42:
        plan += [rng.choice(["oak", "elm", "ash"])] * rng.randrange(1, 5)
    for kanbans in (2, 5):
        line = Line(stations(), plan, kanbans, seed=31).run()
        print("kanbans", kanbans, "minutes", line.minute, "lead", line.lead_times(), "constraint", line.constraint())
        for station in line.stations:
            print("  ", station.name, state_shares(station))
        print("   crc", zlib.crc32("".join(line.snapshots).encode()),
              sum(at for p in line.finished for _, at in p.trace))


if __name__ == "__main__":
    main()
