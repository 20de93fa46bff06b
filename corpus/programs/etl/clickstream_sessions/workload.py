# SPDX-License-Identifier: Apache-2.0
import random

from session_builder import (Click, concurrent_peak, first_bounce, funnel, sessionize, transition_counts,
                             without_reloads)

PAGES = ["home", "search", "item", "item", "cart", "checkout", "paid", "help"]


def clicks(seed):
    rng = random.Random(seed)
    for v in range(560):
        second = rng.randrange(40000)
        for _ in range(rng.choice([1, 4, 12, 30, 60])):
            yield Click(f"v{v:04d}", second, rng.choice(PAGES))
            second += rng.choice([4, 15, 40, 200, 2500]) if rng.random() < 0.5 else 9


def main():
    sessions = sessionize(clicks(8))
    print("sessions", len(sessions), "longest", max(s.duration for s in sessions))
    reduced = [without_reloads(s) for s in sessions]
    print("clicks", sum(len(s.clicks) for s in sessions), sum(len(s.clicks) for s in reduced))
    print("funnel", funnel(reduced, ["search", "item", "cart", "checkout", "paid"]))
    print("steps", transition_counts(reduced)[:4])
    print("peak", concurrent_peak(sessions), "bounce", first_bounce(sessions).visitor)


if __name__ == "__main__":
    main()
