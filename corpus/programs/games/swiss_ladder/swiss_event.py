# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from typing import List, Optional, Tuple

from elo_rating import expected, k_factor, performance


@dataclass
class Player:
    name: str
    rating: float
    games: int = 0


@dataclass
class Game:
    round: int
    white: str
    black: Optional[str]      # None: white has a bye
    points: Optional[float] = None


@dataclass
class SwissEvent:
    players: List[Player]
    games: List[Game] = field(default_factory=list)
    round: int = 0

    def player(self, name: str) -> Player:
        return [p for p in self.players if p.name == name][0]

    def results(self, name: str) -> List[Tuple[Optional[str], float]]:
        """(opponent, points) of all finished games."""
        found = []
        for game in self.games:
            if game.points is None:
                continue
            if game.white == name:
                found.append((game.black, game.points))
            elif game.black == name:
                found.append((game.white, 1.0 - game.points))
        return found

    def score(self, name: str) -> float:
        return sum([points for _, points in self.results(name)])

    def buchholz(self, name: str) -> float:
        """Sum of the scores of the opponents."""
        return sum([self.score(other) for other, _ in self.results(name) if other is not None])

    def have_met(self, a: str, b: str) -> bool:
        met = False
        for game in self.games:
            if {game.white, game.black} == {a, b}:
                met = True
        return met

    def whites(self, name: str) -> int:
        return len([g for g in self.games if g.white == name and g.black is not None])

    def standings(self) -> List[str]:
        """Names by score, Buchholz, rating."""
        ordered = list(self.players)
        for i in range(len(ordered)):
            for j in range(len(ordered) - 1 - i):
                if self._rank(ordered[j]) < self._rank(ordered[j + 1]):
                    ordered[j], ordered[j + 1] = ordered[j + 1], ordered[j]
        return [p.name for p in ordered]

    def _rank(self, player: Player):
        return (self.score(player.name), self.buchholz(player.name), player.rating)

    def pair_round(self) -> List[Game]:
        """Pairs neighbours in the standings that have not met; the last one without a bye sits out if need be."""
        self.round += 1
        waiting = self.standings()
        fresh = []
        if len(waiting) % 2 == 1:
            byes = [g.white for g in self.games if g.black is None]
            resting = [n for n in waiting if n not in byes][-1]
            waiting.remove(resting)
            fresh.append(Game(self.round, resting, None, 1.0))
        while waiting:
            first = waiting.pop(0)
            second = waiting[0]
            for other in waiting:
                if not self.have_met(first, other):
                    second = other
                    break
            waiting.remove(second)
            if self.whites(first) > self.whites(second):
                first, second = second, first
            fresh.append(Game(self.round, first, second))
        self.games.extend(fresh)
        return fresh

    def record(self, game: Game, points: float) -> None:
        if game.points is not None:
            raise ValueError("result is known already")
        game.points = points

    def rate(self) -> None:
        """New ratings after the round; all changes start from the ratings before it."""
        before = {p.name: p.rating for p in self.players}
        for game in self.games:
            if game.round == self.round and game.black is not None:
                for name, other, points in ((game.white, game.black, game.points),
                                            (game.black, game.white, 1.0 - game.points)):
                    p = self.player(name)
                    p.rating += k_factor(before[name], p.games) * (points - expected(before[name], before[other]))
                    p.games += 1

    def performances(self):
        return {n: performance([(self.player(o).rating, pts) for o, pts in self.results(n) if o is not None])
                for n in self.standings()}
