# SPDX-License-Identifier: Apache-2.0
"""
Rating ladder of a chess club.

Ratings follow Elo with a K factor that falls with experience.  A ladder keeps
the standing after every round so that members can look up their history.
"""
import copy


def expected(own, other):
    return 1 / (1 + 10 ** ((other - own) / 400))


def k_factor(games):
    if games < 10:
        return 40
    elif games < 30:
        return 24
    else:
        return 16


class Member:
    def __init__(self, name, rating=1500.0):
        self.name = name
        self.rating = rating
        self.games = 0
        self.points = 0.0


class Ladder:
    def __init__(self):
        self.members = []
        self.snapshots = []
        self.played = []

    def join(self, name, rating=1500.0):
        for member in self.members:
            if member.name == name:
                raise ValueError("name taken: " + name)
        self.members.append(Member(name, rating))

    def find(self, name):
        for member in self.members:
            if member.name == name:
                return member
        raise KeyError(name)

    def standing(self):
        """Members, best first; equal ratings keep the order of joining."""
        return sorted(self.members, key=lambda m: m.rating, reverse=True)

    def place(self, name):
        for position, member in enumerate(self.standing()):
            if member.name == name:
                return position + 1
        raise KeyError(name)

    def report(self, white, black, score):
        """score is 1, 0.5 or 0 from white's point of view."""
        if score not in [0, 0.5, 1]:
            raise ValueError("score %r" % (score,))
        gain = score - expected(self.find(white).rating, self.find(black).rating)
        delta_white = k_factor(self.find(white).games) * gain
        delta_black = k_factor(self.find(black).games) * -gain
        self.find(white).rating += delta_white
        self.find(black).rating += delta_black
        self.find(white).games += 1
        self.find(black).games += 1
        self.find(white).points += score
        self.find(black).points += 1 - score
        self.played.append((white, black))

    def have_met(self, a, b):
        return (a, b) in self.played or (b, a) in self.played

    def pairings(self):
        """Neighbours on the ladder who have not met; left over players rest."""
        waiting = [m.name for m in self.standing()]
        pairs = []
        while len(waiting) > 1:
            first = waiting.pop(0)
            for other in waiting:
                if not self.have_met(first, other):
                    pairs.append((first, other))
                    waiting.remove(other)
                    break
        return pairs

    def close_round(self):
        self.snapshots.append(copy.deepcopy(self.standing()))

    def history(self, name):
        """Place after every closed round."""
        places = []
        for snapshot in self.snapshots:
            names = [m.name for m in snapshot]
            places.append(names.index(name) + 1)
        return places

    def biggest_climb(self):
        """(name, places gained) between any two closed rounds, earlier joiner on ties."""
        best = (None, 0)
        for member in self.members:
            track = self.history(member.name)
            for i in range(len(track)):
                for j in range(i + 1, len(track)):
                    if track[i] - track[j] > best[1]:
                        best = (member.name, track[i] - track[j])
        return best
