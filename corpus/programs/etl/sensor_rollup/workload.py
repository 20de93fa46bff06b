# SPDX-License-Identifier: Apache-2.0
import math
import random

from telemetry_rollup import rollup


def fake_csv(stations, per_station, seed):
    rng = random.Random(seed)
    lines = ["station,day,time,value,flag"]
    for s in range(stations):
        minute = rng.randrange(60)
        for _ in range(per_station):
            minute += rng.choice([5, 5, 5, 10, 15])
            if rng.random() < 0.004:
                minute += 300
            value = 15 + 6 * math.sin(minute / 230) + rng.gauss(0, 1.2)
            if rng.random() < 0.01:
                value += 40
            text = "n/a" if rng.random() < 0.01 else f"{value:.2f}"
            day, rest = divmod(minute, 1440)
            flag = "E" if rng.random() < 0.01 else ""
            lines.append(f"ST{s:02d},{day},{rest // 60:02d}:{rest % 60:02d},{text},{flag}")
    return "\n".join(lines) + "\n"


def main():
    report = rollup(fake_csv(4, 2400, 42))
    for station, r in report.items():
        peak = max(r["hours"], key=lambda row: row[3])
        print(station, len(r["hours"]), r["filled"], f"{r['mean']:.4f}", r["above_baseline"], peak[0], f"{peak[3]:.2f}")


if __name__ == "__main__":
    main()
