# SPDX-License-Identifier: Apache-2.0
import datetime
import random
import zlib

from fuel_report import distance, refuels, table, vans
from telemetry_log import read_log


def simulate(rng, fleet, ticks):
    lines = []
    state = {"VAN%02d" % n: [rng.uniform(5000, 90000), rng.uniform(30, 60), rng.uniform(7, 13)] for n in range(fleet)}
    now = datetime.datetime(2024, 3, 1, 6, 0)
    for _ in range(ticks):
        now += datetime.timedelta(minutes=rng.randint(8, 25))
        for van in sorted(state):
            km, fuel, thirst = state[van]
            driven = rng.uniform(0, 14)
            km, fuel = km + driven, fuel - driven * thirst / 100
            if fuel < 15:
                fuel += rng.uniform(30, 45)
            state[van] = [km, fuel, thirst]
            event = rng.choice(["drive", "drive", "stop"])
            lines.append("%s %s km=%.1f fuel=%.2f evt=%s" % (now.isoformat(), van, km, fuel, event))
        if rng.random() < 0.1:
            lines.append("-- tracker restarted --")
    return lines


def main():
    entries, broken = read_log(simulate(random.Random(88), 13, 180))
    text = table(entries)
    print("entries", len(entries), "broken", broken, "vans", len(vans(entries)))
    print(text.splitlines()[0])
    print(text.splitlines()[-1], zlib.crc32(text.encode()))
    print("km %.2f" % sum(distance(entries, v) for v in vans(entries)),
          "litres %.2f" % sum(litres for v in vans(entries) for _, litres in refuels(entries, v)))


if __name__ == "__main__":
    main()
