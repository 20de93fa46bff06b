# SPDX-License-Identifier: Apache-2.0
"""Clean up pages as a crawler does: broken HTML is parsed, walked and written again."""

import hashlib
import random

import html5lib

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
INLINE = ["b", "i", "a", "code", "span", "em"]


def broken_page(seed, sections):
    """A page with tables, lists, forms, entities, comments, and tags that are left open or closed in the wrong order."""
    rng = random.Random(seed)
    parts = ["<!DOCTYPE html><title>Page %d</title><meta charset=utf-8><body class=a id='b'>" % seed]
    for number in range(sections):
        parts.append("<h2 id=s%d>Section &amp; %d</h2><p>" % (number, number))
        for _ in range(rng.randrange(4, 12)):
            tag = rng.choice(INLINE)
            parts.append("text %d &lt;&eacute; <%s title='x%d' class=\"c d\">inner " % (rng.randrange(999), tag, number))
            parts.append("</%s>" % (tag if rng.random() < 0.8 else rng.choice(INLINE)))
        if number % 3 == 0:
            parts.append("<table><tr><td>1<td>2<tr><th>three</th><td><ul><li>a<li>b</ul></table>")
        if number % 4 == 0:
            parts.append("<form action=/go method=post><input name=q value='%d'><select><option>1<option selected>2</select></form>" % number)
        parts.append("<!-- remark %d -->" % number)
    return "".join(parts)


def main():
    digest = hashlib.sha256()
    for seed in range(6):
        document = html5lib.parse(broken_page(seed, 40))
        links = [node.get("title") for node in document.iter(NAMESPACE + "a")]
        text = "".join(document.itertext())
        written = html5lib.serialize(document, tree="etree", quote_attr_values="always", omit_optional_tags=False)
        digest.update(written.encode())
        print(seed, len(links), len(text), len(written))
    print(digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
