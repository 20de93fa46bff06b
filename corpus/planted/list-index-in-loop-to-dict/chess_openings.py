# SPDX-License-Identifier: Apache-2.0
# planted: list-index-in-loop-to-dict in make_encoder.<locals>.encode
"""Turn games into numbers for a statistics program: a move is its place in a move list."""

import random


def make_encoder(base):
    """A function that encodes games; moves that are not in the list become `base`."""
    longest = [0]

    def encode(vocabulary, games):
        encoded = []
        for game in games:
            codes = []
            for move in game:
                try:
                    code = vocabulary.index(move)
                except ValueError:
                    code = base
                codes.append(code)
            encoded.append(codes)
            longest[0] = max(longest[0], len(codes))
        return encoded

    def longest_game():
        return longest[0]

    return encode, longest_game


def openings(encoded, depth):
    """The most usual first moves, with how often they were played."""
    table = {}
    for codes in encoded:
        start = tuple(codes[:depth])
        table[start] = table.get(start, 0) + 1
    return sorted(table.items(), key=lambda item: (-item[1], item[0]))[:2]


def sample_vocabulary(rng):
    """All moves from square to square that the program knows, in its own order."""
    squares = [letter + digit for letter in "abcdefgh" for digit in "12345678"]
    moves = [start + end for start in squares[::3] for end in squares if start != end]
    rng.shuffle(moves)
    return moves[:1_200]


def sample_games(rng, vocabulary, count):
    """Made-up games; some moves are castling, which the list lacks."""
    games = []
    for _ in range(count):
        game = [rng.choice(vocabulary[:4])]
        game += [rng.choice(vocabulary) for _ in range(rng.randrange(20, 70))]
        if rng.random() < 0.7:
            game.insert(9, "O-O")
        games.append(game)
    return games


def main():
    rng = random.Random(64)
    encode, longest_game = make_encoder(9_999)
    for round_number in range(5):
        vocabulary = sample_vocabulary(rng)
        games = sample_games(rng, vocabulary, 400)
        encoded = encode(vocabulary, games)
        print(round_number, sum(map(sum, encoded)), openings(encoded, 1), longest_game(),
              vocabulary.index(games[0][0]))


if __name__ == "__main__":
    main()
