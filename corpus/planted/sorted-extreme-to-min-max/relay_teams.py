# SPDX-License-Identifier: Apache-2.0
# planted: sorted-extreme-to-min-max in summarise
"""Results of a relay with thousands of teams, by leg and by club."""

import random


def summarise(results: dict[str, list[int]], legs: int) -> list[str]:
    """Lines of the result sheet; times are in seconds, 0 for a leg not run."""
    # clubs are the first word of a team's name
    clubs: dict[str, int] = {}
    for team in results:
        club = team.split(" ", 1)[0]
        clubs[club] = clubs.get(club, 0) + 1

    # totals of teams that ran every leg
    totals: dict[str, int] = {}
    for team, times in results.items():
        if 0 not in times:
            totals[team] = sum(times)

    # the three fastest times of each leg
    lines = []
    for leg in range(legs):
        column: list[int] = []
        for times in results.values():
            if times[leg]:
                column.append(times[leg])
        fastest = sorted(column)[:3]
        slowest = sorted(column, reverse=True)[:2]
        lines.append("leg %d: %d ran, %s, slowest %s" % (leg + 1, len(column), fastest, slowest))

    # the whole ranking is printed elsewhere; here are its ends
    ranking = sorted(totals, key=lambda team: (totals[team], team))
    lines.append("first %s, last %s" % (ranking[0], ranking[-1]))
    lines.append("%d clubs, %d teams, %d complete" % (len(clubs), len(results), len(totals)))
    return lines


def race(rng: random.Random, teams: int, legs: int) -> dict[str, list[int]]:
    """Times of all teams."""
    results = {}
    for number in range(teams):
        times = [0 if rng.random() < 0.01 else rng.randrange(900, 3_000) for _ in range(legs)]
        results["club%d team%d" % (number % 83, number)] = times
    return results


def main() -> None:
    rng = random.Random(2001)
    results = race(rng, 5_000, 40)
    for legs in (10, 20, 25, 30, 35, 36, 38, 40):
        for line in summarise(results, legs)[-4:]:
            print(legs, line)


if __name__ == "__main__":
    main()
