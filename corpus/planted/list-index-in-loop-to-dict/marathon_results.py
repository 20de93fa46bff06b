# SPDX-License-Identifier: Apache-2.0
# planted: list-index-in-loop-to-dict in result_sheet
"""Results of a marathon: places overall and within the age groups."""

import random


def result_sheet(runners):
    """Lines of the result sheet, winners of the groups and the number of runners per hour.

    Runners with the same time share a place; the next place is then left out.
    """
    finished = [runner for runner in runners if runner["seconds"] is not None]
    times = sorted(runner["seconds"] for runner in finished)
    hours = {}
    for seconds in times:
        hours[seconds // 3600] = hours.get(seconds // 3600, 0) + 1
    winners = {}
    for runner in finished:
        group = runner["born"] // 10
        best = winners.get(group)
        if best is None or runner["seconds"] < best["seconds"]:
            winners[group] = runner
    lines = []
    for runner in finished:
        seconds = runner["seconds"]
        place = times.index(seconds) + 1
        lines.append("%5d  %-12s %d:%02d:%02d" % (place, runner["name"], seconds // 3600,
                                                 seconds // 60 % 60, seconds % 60))
    dropped = len(runners) - len(finished)
    lines.sort()
    lines.append("%d did not finish" % dropped)
    return lines, {group: runner["name"] for group, runner in winners.items()}, hours


def median_time(runners):
    """The time in the middle, in seconds."""
    times = sorted(runner["seconds"] for runner in runners if runner["seconds"] is not None)
    return times[len(times) // 2]


def sample_runners(seed, count):
    """Made-up runners; some give up."""
    rng = random.Random(seed)
    runners = []
    for number in range(count):
        seconds = int(rng.gauss(14_500, 1_900)) if rng.random() < 0.96 else None
        runners.append({"name": "runner-%05d" % number, "born": rng.randrange(1950, 2005),
                        "seconds": seconds})
    return runners


def main():
    for year in range(3):
        runners = sample_runners(year, 11_000)
        lines, winners, hours = result_sheet(runners)
        print(year, lines[0], "|", lines[-1], median_time(runners))
        print(sorted(winners.items())[:2], sorted(hours.items())[:3])


if __name__ == "__main__":
    main()
