# SPDX-License-Identifier: Apache-2.0
"""Where each thing stands."""
import random


def slots(names: list):
    slot = {}
    for i, name in enumerate(names):
        slot[name] = i
    return slot


def alphabets(keys):
    tables = []
    for key in keys:
        table = {}
        for n, letter in enumerate(key):
            table[letter] = n
        tables.append(table)
    return tables


class Index:
    def __init__(self):
        self.where = {}

    def build(self, words: list):
        where = {}
        for place, word in enumerate(words):
            where[word] = place
        self.where = where
        return len(where)


def from_one(names: list, known: dict):
    """Into a table that there is."""
    for i, name in enumerate(names):
        known[name] = i
    return known


if __name__ == "__main__":
    rng = random.Random(12)
    names = [f"n{rng.randrange(9000)}" for _ in range(9000)]
    print(sum(len(slots(names)) for _ in range(60)))
    print(len(alphabets(["".join(rng.sample("abcdefghijklmnopqrstuvwxyz", 26)) for _ in range(9000)])))
    index = Index()
    print(sum(index.build(names[i:]) for i in range(60)))
    print(sum(len(from_one(names[:4000], {"x": i})) for i in range(60)))
