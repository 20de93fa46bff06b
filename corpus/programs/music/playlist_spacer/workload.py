# SPDX-License-Identifier: Apache-2.0
import random

from mixtape import Track, improve, roughness, sides, smooth_order, spread_artists

ARTISTS = ["Iko", "Velvet Row", "Mara Lind", "Bleu", "Stratos", "The Ferns", "Okto", "Nadir", "Sun Depot"]


def main():
    rng = random.Random(45)
    tracks = [
        Track(f"t{n}", rng.choice(ARTISTS), rng.randrange(70, 176), rng.randrange(120, 420),
              f"{rng.randrange(1, 13)}{rng.choice('AB')}")
        for n in range(510)
    ]
    queue = spread_artists(tracks, 9)
    again = sum(1 for a, b in zip(queue, queue[1:]) if a.artist == b.artist)
    chain = smooth_order(tracks)
    short = improve(queue[:90], 6)
    tape = sides(queue, 45)
    print("neighbours of one artist", again, [t.title for t in queue[:4]])
    print("roughness", roughness(queue), roughness(chain), roughness(short))
    print("chain end", [t.title for t in chain[-3:]], "sides", [len(side) for side in tape])


if __name__ == "__main__":
    main()
