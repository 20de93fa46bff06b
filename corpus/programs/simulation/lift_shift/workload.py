# SPDX-License-Identifier: Apache-2.0
import random

from liftshaft import Lift, Rider, Tower


def morning(rng, count, floors, spread):
    riders = []
    for n in range(count):
        appears = int(rng.triangular(0, spread, spread / 3))
        if rng.random() < 0.75:
            riders.append(Rider(n, 0, rng.randrange(1, floors), appears))
        else:
            origin, target = rng.sample(range(floors), 2)
            riders.append(Rider(n, origin, target, appears))
    return riders


def main():
    rng = random.Random(1853)
    for lifts, count in ((2, 150), (4, 340), (6, 420)):
        riders = morning(rng, count, 14, 420)
        tower = Tower(14, [Lift(chr(65 + k), 0, 7) for k in range(lifts)], riders)
        tower.run(1200)
        late = sum(r.arrived * (r.number % 7 + 1) for r in riders if r.arrived is not None)
        print("lifts", lifts, "ticks", tower.tick, tower.summary(), "check", late)


if __name__ == "__main__":
    main()
