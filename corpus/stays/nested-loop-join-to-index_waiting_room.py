# SPDX-License-Identifier: Apache-2.0
# stays: nested-loop-join-to-index: the inner list is an iterator that goes on where it stopped
"""Call patients to doctors; the queue is walked only once."""

import random


def assign(doctors, patients):
    """Pairs of (doctor, patient number); a patient who does not fit goes home."""
    assigned = []
    for doctor in doctors:
        for patient in patients:
            if patient[1] == doctor:
                assigned.append((doctor, patient[0]))
                break
    return assigned


def arrivals(seed, count):
    """Made-up patients as they come through the door, with the doctor they need."""
    rng = random.Random(seed)
    for number in range(count):
        yield number, rng.randrange(40)


def main():
    for day in range(4):
        rng = random.Random(900 + day)
        doctors = [rng.randrange(40) for _ in range(4_000)]
        assigned = assign(doctors, arrivals(day, 200_000))
        print(day, len(assigned), assigned[:3], assigned[-1])


if __name__ == "__main__":
    main()
