# SPDX-License-Identifier: Apache-2.0
# planted: min-remove-to-heap in simulate_ward
"""A ward treats the most urgent patient first; new ones come while others are treated."""

import random


def simulate_ward(waiting_at_start, arrivals, doctors):
    """Figures of a day in the ward.

    A patient is one number: urgency (0 is the worst) times 100 000 plus the number at the
    door. Each round every doctor treats one patient and `arrivals[round]` come in.
    """
    ward = list(waiting_at_start)
    treated = []
    longest_queue = 0
    idle = 0
    by_urgency = [0] * 10
    round_number = 0
    while ward or round_number < len(arrivals):
        if round_number < len(arrivals):
            for patient in arrivals[round_number]:
                ward.append(patient)
        longest_queue = max(longest_queue, len(ward))
        for _ in range(doctors):
            if not ward:
                idle += 1
                continue
            ward.sort(reverse=True)
            patient = ward.pop()
            treated.append(patient % 100_000)
            by_urgency[patient // 100_000] += 1
        round_number += 1
    late = sum(1 for place, number in enumerate(treated) if place > number + 500)
    share = [100 * count // max(1, len(treated)) for count in by_urgency]
    lines = ["rounds %d" % round_number, "queue %d" % longest_queue, "idle %d" % idle]
    lines.append("late %d" % late)
    return treated, lines, share


def sample_day(seed, rounds, waiting):
    """Made-up patients."""
    rng = random.Random(seed)
    number = 0
    start = []
    for _ in range(waiting):
        start.append(rng.randrange(10) * 100_000 + number)
        number += 1
    arrivals = []
    for _ in range(rounds):
        group = []
        for _ in range(rng.randrange(5)):
            group.append(rng.randrange(10) * 100_000 + number)
            number += 1
        arrivals.append(group)
    return start, arrivals


def main():
    for day in range(3):
        start, arrivals = sample_day(day, 1_200, 8_000)
        treated, lines, share = simulate_ward(start, arrivals, 3)
        print(day, len(treated), lines, share[:4], treated[:3], treated[-1])


if __name__ == "__main__":
    main()
