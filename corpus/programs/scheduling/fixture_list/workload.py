# SPDX-License-Identifier: Apache-2.0
import random

from league_fixtures import double_rounds, improve, shared_ground_clashes, table, total_breaks, travel


def main():
    rng = random.Random(1966)
    teams = ["Athletic", "Borough", "City", "Dynamo", "East End", "Forest", "Gas Works", "Harbour",
             "Ironside", "Junction", "Kings Arms", "Lions", "Mariners", "Northern", "Orient"]
    place = {team: (rng.uniform(0, 90), rng.uniform(0, 90)) for team in teams}
    rounds = double_rounds(teams)
    rng.shuffle(rounds)
    smooth = improve(rounds, 2)
    results = []
    for pairs in smooth:
        for home, away in pairs:
            results.append((home, away, rng.choice([0, 1, 1, 2, 3]), rng.choice([0, 0, 1, 1, 2])))
    grounds = {"Park": ["City", "Forest"], "Docks": ["Harbour", "Gas Works", "East End"]}
    print("rounds", len(smooth), "games", len(results), "breaks", total_breaks(rounds), total_breaks(smooth))
    clashes = shared_ground_clashes(smooth, grounds)
    print("clashes", len(clashes), "km %.3f" % sum(travel(smooth, team, place) for team in teams))
    for team, row in table(results)[:4]:
        print(team, *row)


if __name__ == "__main__":
    main()
