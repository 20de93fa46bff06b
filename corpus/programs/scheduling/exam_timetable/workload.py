# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from exam_planner import NoSlotLeft, hardship, notice, plan


def school(rng, students, exams):
    names = ["EX%02d" % n for n in range(exams)]
    enrolments = []
    for number in range(students):
        base = rng.randrange(exams)
        chosen = {names[(base + rng.randrange(9)) % exams] for _ in range(4)}
        for exam in sorted(chosen):
            enrolments.append(("s%04d" % number, exam))
    return enrolments


def main():
    enrolments = school(random.Random(1990), 120, 34)
    slots = 4
    while True:
        try:
            placed = plan(enrolments, slots, 70)
            break
        except NoSlotLeft as problem:
            print("with", slots, "slots:", problem)
            slots += 3
    points = hardship(enrolments, placed)
    print("enrolments", len(enrolments), "slots", slots, "used", len(set(placed.values())))
    print("hardship", sum(points.values()), max(points.values()), "notice", zlib.crc32(notice(placed).encode()))


if __name__ == "__main__":
    main()
