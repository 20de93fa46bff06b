# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from feedpages import Feed


def recipes(count):
    rng = random.Random(4242)
    dishes = ["soup", "stew", "tart", "salad", "curry", "noodles"]
    for n in range(count):
        yield {
            "id": 1000 + n,
            "title": f"{rng.choice(['Quick', 'Old', 'Green', 'Smoky'])} {rng.choice(dishes)}",
            "minutes": rng.randrange(5, 120),
            "stars": rng.randrange(1, 6),
            "tags": rng.sample(["vegan", "spicy", "cheap", "festive", "cold"], 2),
            "related": [1000 + rng.randrange(count + 10) for _ in range(3)],
        }


def walk(feed, filters, sort, limit):
    cursor, digest, pages, linked = "", 0, 0, 0
    while True:
        page = feed.page(filters, sort, limit, cursor)
        again = feed.page(filters, sort, limit, cursor, if_none_match=page["etag"])
        pages += 1
        digest = zlib.crc32(f"{page['etag']}{again['status']}{page['next']}".encode(), digest)
        linked += len(feed.expand(page, "related"))
        cursor = page["next"]
        if not cursor:
            return pages, page["total"], linked, digest


def main():
    feed = Feed(recipes(850))
    print("quick", walk(feed, ["minutes:lt:60", "tags:has:vegan"], "-stars,minutes", 20))
    print("all", walk(feed, [], "title,-minutes", 40))
    print("best", walk(feed, ["stars:ge:4", "title:ne:Old soup"], "minutes", 25))
    print("none", walk(feed, ["stars:ge:9"], "", 10))


if __name__ == "__main__":
    main()
