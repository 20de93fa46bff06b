# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from spiderling import Crawl

ROBOTS = """
User-agent: *
Disallow: /private/   # staff only
Disallow: /*/print
Allow: /private/faq
User-agent: otherbot
Disallow: /
"""


def make_site(count):
    rng = random.Random(55)
    site = {}
    for n in range(count):
        links = [f'<a href="/page/{(n * 3 + 1) % count}">next <b>stop</b></a>']
        for _ in range(rng.randrange(4, 12)):
            target = min(int(rng.paretovariate(0.5)), count + 5)
            style = rng.randrange(8)
            if style == 0:
                href = f"HTTP://Museum.example:80/page/{target}#top"
            elif style == 1:
                href = f"{target}?utm_source=mail"
            elif style == 2:
                href = f"/page/{target}/print"
            elif style == 3:
                href = rng.choice(["https://elsewhere.example/x", "mailto:desk@museum.example", "/private/faq"])
            else:
                href = f"/page/{target}"
            links.append(f'<a class="ref" href="{href}">exhibit\n {target}</a>')
        site[f"http://museum.example/page/{n}"] = f"<title> Room {n} </title><p>" + "</p><p>".join(links)
    site["http://museum.example/"] = '<a href="/page/1">enter</a><a href="/page/0">map</a>'
    site["http://museum.example/private/faq"] = "<title>Questions</title>"
    return site


def main():
    site = make_site(620)
    crawl = Crawl("http://museum.example", site.get, ROBOTS, max_pages=1200).run()
    rows = crawl.report()
    print("pages", len(rows), "links", len(crawl.links), "blocked", len(crawl.blocked), "broken", len(crawl.broken))
    print("external", crawl.external, "depths", sum(r[1] for r in rows))
    print("crc", zlib.crc32(repr((rows, crawl.broken_sources())).encode()), rows[0])


if __name__ == "__main__":
    main()
