# SPDX-License-Identifier: Apache-2.0
# stays: any-match-in-loop-to-set: a route may be a pattern that equals many paths
"""Which requests does a web server have a route for? Some routes end in a star."""

import random


class Prefix:
    """Equal to every path that begins with it."""

    def __init__(self, start):
        self.start = start

    def __eq__(self, other):
        return other.startswith(self.start)

    def __hash__(self):
        return hash(self.start)


def unrouted(paths, routes):
    """Paths that no route is for."""
    lost = []
    for path in paths:
        if not any(route == path for route in routes):
            lost.append(path)
    return lost


def main():
    for server in range(4):
        rng = random.Random(server)
        routes = ["/page/%d" % rng.randrange(3_000) for _ in range(500)]
        routes += [Prefix("/page/%d" % rng.randrange(10, 99)) for _ in range(12)]
        paths = ["/page/%d" % rng.randrange(3_000) for _ in range(3_000)]
        lost = unrouted(paths, routes)
        print(server, len(lost), lost[:4], sum(map(len, lost)))


if __name__ == "__main__":
    main()
