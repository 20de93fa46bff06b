# SPDX-License-Identifier: Apache-2.0
# planted: log-formatting-guard in referee.<locals>.judge
"""Judge the rounds of a rock, paper, scissors tournament between strategies."""

import logging
import random

logger = logging.getLogger("tournament")


def referee(target: int):
    """A function that plays two lists of signs against each other."""

    def judge(left: list[int], right: list[int]) -> int:
        lead = 0
        for a, b in zip(left, right):
            step = (a - b) % 3
            lead += 1 if step == 1 else -1 if step == 2 else 0
            logger.info("{} against {}: step {}, lead is {}".format("RPS"[a], "RPS"[b], step, lead))
        return lead

    def winner(lead: int) -> str:
        logger.info("lead is %d", lead)
        if abs(lead) < target:
            return "nobody"
        return "left" if lead > 0 else "right"

    return judge, winner


def signs(rng: random.Random, count: int, habit: int) -> list[int]:
    """Signs of a player who has a favourite."""
    return [habit if rng.random() < 0.1 else rng.randrange(3) for _ in range(count)]


def table(players: dict[str, list[int]], target: int) -> dict[str, int]:
    """Victories of each player, everybody against everybody."""
    judge, winner = referee(target)
    wins = dict.fromkeys(players, 0)
    for one in players:
        for other in players:
            if one < other:
                name = winner(judge(players[one], players[other]))
                if name != "nobody":
                    wins[one if name == "left" else other] += 1
    return wins


def main() -> None:
    rng = random.Random(3)
    players = {}
    for number, name in enumerate(("Ada", "Bo", "Cy", "Di", "Ed", "Flo")):
        players[name] = signs(rng, 30_000, number % 3)
    print(table(players, 80))
    print(table({name: players[name] for name in ("Bo", "Cy")}, 1))


if __name__ == "__main__":
    main()
