# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from villagewiki import Page, Wiki

TOPICS = "Bakery,Bell tower,Bowling green,Chapel,Duck pond,Ferry,Forge,Green lane,Mill,Post office,School,Weir"


def make_page(rng, title, topics):
    lines = ["{{toc}}", ""]
    for section in range(rng.randrange(6, 14)):
        lines.append("=" * rng.randrange(1, 4) + " " + rng.choice(["History", "Opening & hours", "People", "Access"]))
        for _ in range(rng.randrange(2, 6)):
            lines.append(f"The **{title.lower()}** stands by [[{rng.choice(topics)}]] and //was// built <{section}> "
                         f"years before [[{rng.choice(topics)}|its neighbour]] -- or so they say --.")
        lines.append("")
        for n in range(rng.randrange(0, 5)):
            lines.append(f"* item ``{n}`` see [[https://village.example/{n}]] & __ask__")
        lines.append("")
    return Page(title, "\n".join(lines))


def main():
    rng = random.Random(30)
    topics = TOPICS.split(",")
    pages = [make_page(rng, f"{topic} {n}" if n else topic, topics + ["Lost well", "Toll house"])
             for n in range(14) for topic in topics]
    wiki = Wiki(pages)
    size = digest = 0
    for page in wiki.pages:
        html = wiki.render(page)
        size += len(html)
        digest = zlib.crc32(html.encode(), digest)
    links = sum(len(wiki.backlinks(topic)) for topic in topics)
    print("pages", len(pages), "size", size, "crc", digest)
    print("wanted", wiki.wanted, "backlinks", links)


if __name__ == "__main__":
    main()
