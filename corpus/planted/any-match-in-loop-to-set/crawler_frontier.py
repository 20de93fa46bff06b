# SPDX-License-Identifier: Apache-2.0
# planted: any-match-in-loop-to-set in plan_crawl
"""Decide which pages a small search engine visits, and in which order."""

import random


def plan_crawl(links, robots, per_host):
    """The pages to visit, what was left out and the load of the hosts.

    A link is a dict with url, host and depth. Each page is visited once; the first link to it
    counts. Hosts in `robots` do not want to be visited.
    """
    pages = []
    left_out = {"robots": 0, "again": 0, "full": 0, "deep": 0}
    load = {}
    for link in links:
        if link["host"] in robots:
            left_out["robots"] += 1
            continue
        if link["depth"] > 7:
            left_out["deep"] += 1
            continue
        if any(page["url"] == link["url"] for page in pages):
            left_out["again"] += 1
            continue
        if load.get(link["host"], 0) >= per_host:
            left_out["full"] += 1
            continue
        load[link["host"]] = load.get(link["host"], 0) + 1
        pages.append(link)
    heaviest = sorted(load, key=lambda host: (-load[host], host))[:3]
    shallow = sum(1 for page in pages if page["depth"] < 3)
    order = sorted(range(len(pages)), key=lambda place: (pages[place]["depth"], place))
    lines = ["visit " + pages[place]["url"] for place in order[:5]]
    lines.append("%d near the front page" % shallow)
    lines.append("busy: " + ", ".join(heaviest))
    return pages, left_out, lines


def sample_links(seed, count):
    """Made-up links; some pages are linked from everywhere."""
    rng = random.Random(seed)
    links = []
    for _ in range(count):
        host = "h%03d.example" % rng.randrange(90)
        page = rng.randrange(40) if rng.random() < 0.3 else rng.randrange(4_000)
        links.append({"url": host + "/p/" + str(page), "host": host, "depth": rng.randrange(9)})
    return links


def main():
    robots = {"h000.example", "h013.example", "h077.example"}
    for engine in range(2):
        links = sample_links(engine, 5_000)
        pages, left_out, lines = plan_crawl(links, robots, 46)
        print(engine, len(pages), sorted(left_out.items()), lines[0], lines[-1])


if __name__ == "__main__":
    main()
