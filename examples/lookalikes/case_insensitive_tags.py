# SPDX-License-Identifier: Apache-2.0
"""Collect the tags of articles, once each, whatever their case.

Looks like: membership in a list inside a loop -> set.
Why it must stay: Tag compares without regard to case but hashes the name as
written, so tags that are equal can have different hashes. The list finds "News"
after "news"; a set or dict does not, and the collection would grow.
"""

import random


class Tag:
    """A tag as the author typed it."""

    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Tag) and self.name.lower() == other.name.lower()

    def __hash__(self):
        return hash(self.name)


def distinct_tags(articles):
    """Tags in order of first use."""
    known = []
    for article in articles:
        for tag in article:
            if tag not in known:
                known.append(tag)
    return known


def sample_articles(seed, count):
    """Made-up articles with three tags each."""
    rng = random.Random(seed)
    styles = [str.lower, str.upper, str.title]
    return [[Tag(rng.choice(styles)("topic-%d" % rng.randrange(150))) for _ in range(3)]
            for _ in range(count)]


def main():
    for month in range(26):
        tags = distinct_tags(sample_articles(month, 500))
        print(month, len(tags), [tag.name for tag in tags[:4]])


if __name__ == "__main__":
    main()
