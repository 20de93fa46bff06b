# SPDX-License-Identifier: Apache-2.0
"""Answer the mail of a help desk; urgent letters go first.

Looks like: pop(0) in a loop -> collections.deque and popleft().
Why it must stay: Inbox is a list whose pop() looks for urgent letters before it
takes the one that was asked for. A deque would answer in order of arrival, and
Inbox.answered would stay at zero.
"""

import random


class Inbox(list):
    """Letters as (number, is urgent), oldest first."""

    answered = 0

    def pop(self, index=-1):
        """Take the first urgent letter, else the one at `index`."""
        self.answered += 1
        for position, letter in enumerate(self):
            if letter[1]:
                return super().pop(position)
        return super().pop(index)


def answer_all(letters):
    """Numbers of the letters in the order in which they are answered."""
    order = []
    while letters:
        number, urgent = letters.pop(0)
        order.append(number)
    return order


def sample_inbox(seed, count):
    """A made-up morning at the help desk."""
    rng = random.Random(seed)
    return Inbox((number, rng.random() < 0.05) for number in range(count))


def main():
    for day in range(8):
        inbox = sample_inbox(day, 2_400)
        order = answer_all(inbox)
        print(day, order[:5], sum(n * (place % 13) for place, n in enumerate(order)), inbox.answered)


if __name__ == "__main__":
    main()
