# SPDX-License-Identifier: Apache-2.0
# Fixture lists for a league: every team meets every other at home and away.

import itertools

BYE = "(bye)"


def rounds_of(teams):
    """Single round robin by the circle method, as lists of (home, away)."""
    circle = list(teams)
    if len(circle) % 2:
        circle.append(BYE)
    rounds = []
    for number in range(len(circle) - 1):
        pairs = []
        for i in range(len(circle) // 2):
            pair = (circle[i], circle[-1 - i])
            if number % 2:
                pair = pair[::-1]
            if BYE not in pair:
                pairs.append(pair)
        rounds.append(pairs)
        circle.insert(1, circle.pop())
    return rounds


def double_rounds(teams):
    first = rounds_of(teams)
    second = [[(away, home) for home, away in pairs] for pairs in first]
    return first + second


def breaks(rounds, team):
    """How often the team plays twice in a row at home, or twice away."""
    sides = []
    for pairs in rounds:
        for home, away in pairs:
            if home == team:
                sides.append("H")
            if away == team:
                sides.append("A")
    count = 0
    for i in range(1, len(sides)):
        if sides[i] == sides[i - 1]:
            count = count + 1
    return count


def total_breaks(rounds):
    teams = sorted(set(itertools.chain.from_iterable(itertools.chain.from_iterable(rounds))))
    return sum([breaks(rounds, team) for team in teams])


def shared_ground_clashes(rounds, grounds):
    """(round, ground) where two teams of one ground are both at home."""
    clashes = []
    for number, pairs in enumerate(rounds):
        used = []
        for home, _ in pairs:
            ground = [g for g, tenants in grounds.items() if home in tenants]
            if not ground:
                continue
            if ground[0] in used and (number, ground[0]) not in clashes:
                clashes.append((number, ground[0]))
            used.append(ground[0])
    return clashes


def swap_rounds(rounds, a, b):
    result = list(rounds)
    result[a], result[b] = result[b], result[a]
    return result


def improve(rounds, passes=1):
    """Swap rounds while that makes the list smoother; the first better swap is kept."""
    best = list(rounds)
    for _ in range(passes):
        changed = False
        for a in range(len(best)):
            for b in range(a + 1, len(best)):
                candidate = swap_rounds(best, a, b)
                if total_breaks(candidate) < total_breaks(best):
                    best = candidate
                    changed = True
        if not changed:
            break
    return best


def travel(rounds, team, place):
    """Kilometres of a team that goes home after every away game."""
    km = 0.0
    for pairs in rounds:
        for home, away in pairs:
            if away == team:
                (x1, y1), (x2, y2) = place[home], place[away]
                km += 2 * ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
    return km


def table(results):
    """Standings of [(home, away, goals, goals)]: 3 points a win, 1 a draw."""
    rows = {}
    for home, away, scored, let_in in results:
        for team, us, them in ((home, scored, let_in), (away, let_in, scored)):
            points, difference, played = rows.get(team, (0, 0, 0))
            won = 3 if us > them else 1 if us == them else 0
            rows[team] = (points + won, difference + us - them, played + 1)
    return sorted(rows.items(), key=lambda row: (-row[1][0], -row[1][1], row[0]))
