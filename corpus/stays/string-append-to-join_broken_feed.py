# SPDX-License-Identifier: Apache-2.0
# stays: string-append-to-join: after an exception the handler reads what was gathered so far
"""Copy a news feed until it breaks off; what came before the break is still printed."""

import random


class Feed:
    """Items that arrive one by one; a feed can break."""

    def __init__(self, items, breaks_at):
        self.items = items
        self.breaks_at = breaks_at

    def item(self, number):
        """One item of the feed."""
        if number == self.breaks_at:
            raise ConnectionError("broken at %d" % number)
        return self.items[number]


def copy_feed(feed):
    """The text of the feed as far as it came, and what went wrong."""
    text = "# feed\n"
    try:
        for number in range(len(feed.items)):
            text = text + str(number) + ": " + feed.item(number) + "\n"
    except ConnectionError as error:
        return text, str(error)
    return text, "complete"


def main():
    for day in range(6):
        rng = random.Random(day)
        items = [rng.choice(["rain", "sun", "strike", "goal"]) * 3 for _ in range(6_000)]
        text, state = copy_feed(Feed(items, rng.randrange(9_000)))
        print(day, state, len(text), text.count("goal"), repr(text[-12:]))


if __name__ == "__main__":
    main()
