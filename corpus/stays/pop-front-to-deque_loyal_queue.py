# SPDX-License-Identifier: Apache-2.0
# stays: pop-front-to-deque: a list subclass whose pop also counts; a deque would not
"""A bakery's queue: the shop counts whom it serves, and every hundredth gets a roll."""

import random


class Counted(list):
    """A list that counts what is taken."""

    taken = 0

    def pop(self, place=-1):
        self.taken += 1
        return super().pop(place)


def serve(people):
    """Who gets a roll, and how many were served."""
    queue = Counted(people)
    lucky = []
    while queue:
        person = queue.pop(0)
        if queue.taken % 100 == 0:
            lucky.append(person)
    return lucky, queue.taken


def main():
    for morning in range(3):
        rng = random.Random(morning)
        people = [rng.randrange(1_000_000) for _ in range(40_000)]
        lucky, served = serve(people)
        print(morning, served, len(lucky), lucky[:3])


if __name__ == "__main__":
    main()
