# SPDX-License-Identifier: Apache-2.0
"""Keep the standings of a long game and announce the leader after every round.

Players gain and lose points each round. After a round the leader, the player in
danger of leaving, and the record are announced.
"""

import random
from collections import OrderedDict


class Player:
    """A participant with a rating that changes from round to round."""

    def __init__(self, name, points=0):
        self.name = name
        self.points = points
        self.history = [points]

    def score(self, delta):
        self.points = max(0, self.points + delta)
        self.history.append(self.points)

    def __repr__(self):
        return "Player(%r, %d)" % (self.name, self.points)


def leader(players):
    """The player with most points; by name among equals."""
    if not players:
        raise ValueError("nobody takes part")
    ranking = sorted(players, key=lambda player: (-player.points, player.name))
    return ranking[0]


def in_danger(players):
    """Smallest number of points that anybody has."""
    if not players:
        return 0
    return sorted(player.points for player in players)[0]


def record(players):
    """The highest score ever reached, by anybody."""
    best = 0
    for player in players:
        if player.history:
            best = max(best, sorted(player.history)[-1])
    return best


def current_round(rounds):
    """Name of the round that is still open: the oldest one."""
    return list(rounds.keys())[0]


def play_round(players, deltas):
    """Hand out the points of one round."""
    for player, delta in zip(players, deltas):
        player.score(delta)


def podium(players):
    """Names of the best three, for the end of the season."""
    ranking = sorted(players, key=lambda player: (-player.points, player.name))
    return [player.name for player in ranking[:3]]


def play_season(players, rounds):
    """Play all rounds; returns the announcements."""
    announcements = []
    while rounds:
        title = current_round(rounds)
        play_round(players, rounds.pop(title))
        best = leader(players)
        announcements.append("%s: %s leads with %d, %d is last, record %d" % (
            title, best.name, best.points, in_danger(players), record(players)))
    return announcements


def sample_season(seed, player_count, round_count):
    """Players and made-up results, a dict of round name -> deltas."""
    rng = random.Random(seed)
    players = [Player("player-%03d" % n, rng.randrange(900, 1100)) for n in range(player_count)]
    rounds = OrderedDict()
    for number in range(round_count):
        rounds["round %d" % (number + 1)] = [rng.randrange(-30, 31) for _ in players]
    return players, rounds


def main():
    for season in range(6):
        players, rounds = sample_season(season, 900, 40 + 5 * season)
        announcements = play_season(players, rounds)
        print(season, announcements[0])
        print(season, announcements[-1], podium(players))


if __name__ == "__main__":
    main()
