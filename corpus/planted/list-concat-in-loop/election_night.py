# SPDX-License-Identifier: Apache-2.0
# planted: list-concat-in-loop in evening
"""Follow an election night: results come in ward by ward, some of them are corrected."""

import random


def evening(messages, wards):
    """Accepted results, leaders after each tenth ward, corrections and a summary.

    A message is (ward, counts) or (ward, None), when the ward must count again.
    """
    accepted = []
    total = {}
    latest = {}
    again = 0
    corrected = []
    leaders = []
    for ward, counts in messages:
        if counts is None:
            again += 1
            continue
        if ward in latest:
            corrected.append(ward)
            for party, votes in latest[ward].items():
                total[party] -= votes
        latest[ward] = counts
        accepted = accepted + [(ward, sum(counts.values()))]
        for party, votes in counts.items():
            total[party] = total.get(party, 0) + votes
        if len(accepted) % 10 == 0:
            leader = max(total, key=lambda party: (total[party], party))
            if not leaders or leaders[-1][1] != leader:
                leaders.append((len(accepted), leader))
    missing = wards - len(latest)
    turnout = sum(votes for _, votes in accepted)
    largest = max(accepted, key=lambda result: (result[1], -result[0]))
    lines = ["%d results" % len(accepted), "%d corrected" % len(corrected), "%d again" % again]
    lines.append("%d missing" % missing)
    lines.append("largest ward %d" % largest[0])
    return accepted, leaders, turnout, lines


def sample_messages(seed, wards, count):
    """Made-up messages."""
    rng = random.Random(seed)
    messages = []
    for _ in range(count):
        ward = rng.randrange(wards)
        if rng.random() < 0.03:
            messages.append((ward, None))
        else:
            messages.append((ward, {"green": rng.randrange(900), "blue": rng.randrange(905)}))
    return messages


def main():
    for state in range(2):
        messages = sample_messages(state, 16_000, 22_000)
        accepted, leaders, turnout, lines = evening(messages, 16_000)
        print(state, turnout, len(leaders), leaders[-1], lines, accepted[-1])


if __name__ == "__main__":
    main()
