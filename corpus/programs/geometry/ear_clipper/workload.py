# SPDX-License-Identifier: Apache-2.0
import math
import random

from gallery_cut import cut, doubled_area, guards


def star_plan(rng, corners):
    plan = []
    for i in range(corners):
        angle = 2 * math.pi * i / corners
        reach = rng.randint(300, 1000) if i % 2 else rng.randint(800, 2000)
        plan.append((int(reach * math.cos(angle)), int(reach * math.sin(angle))))
    return plan


def comb_plan(teeth):
    plan = [(0, -50)]
    for t in range(teeth):
        plan += [(20 * t + 1, 200 + t % 3), (20 * t + 9, 190), (20 * t + 10, 0), (20 * t + 19, 1)]
    plan.append((20 * teeth, -50))
    return plan[::-1]


def main():
    rng = random.Random(1987)
    plans = [star_plan(rng, n) for n in (50, 70, 84)] + [comb_plan(14)]
    for plan in plans:
        triangles = cut(plan)
        pieces = sum(abs(doubled_area([plan[c] for c in t])) for t in triangles)
        weight = sum((i + 1) * t[1] for i, t in enumerate(triangles))
        watch = guards(plan)
        print(len(plan), "corners", len(triangles), "triangles", pieces, weight, "guards", len(watch), sum(watch))


if __name__ == "__main__":
    main()
