# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from curlystache import Renderer

PAGE = """<html><head><title>{{title}}</title></head><body>
{{! the catalogue page of the seed shop }}
<h1>{{shop.name}} &mdash; {{title}}</h1>
<ul>{{#items}}{{>row}}{{/items}}</ul>
{{^items}}<p>Nothing sown yet.</p>{{/items}}
{{#shout}}thanks for visiting {{shop.name}}{{/shout}}
</body></html>"""

ROW = """<li class="{{kind}}"><b>{{name}}</b> {{&price_html}}
{{#sale}}<em>now {{sale.percent}}% off until {{sale.until}}</em>{{/sale}}
{{#tags}}<span>{{.}}</span>{{/tags}}{{^tags}}<i>untagged</i>{{/tags}}</li>
"""


def main():
    rng = random.Random(77)
    renderer = Renderer({"row": ROW})
    names = ["Carrot <Nantes>", "Leek & friends", 'Pea "Kelvedon"', "Rainbow chard", "Beetroot"]
    total = digest = 0
    for page in range(260):
        items = []
        for n in range(rng.randrange(10, 70)):
            item = {
                "name": rng.choice(names) + f" no. {n} from the walled garden",
                "kind": rng.choice(["root", "leaf", "pod"]),
                "price_html": f"<tt>{rng.randrange(90, 500)}p</tt>",
                "tags": rng.sample(["hardy", "early", "late", "dwarf"], rng.randrange(0, 4)),
            }
            if rng.random() < 0.3:
                item["sale"] = {"percent": rng.randrange(5, 60), "until": "the end of May"}
            items.append(item)
        html = renderer.render(PAGE, {
            "title": f"Sowing list {page}",
            "shop": {"name": "Furrow & Sons"},
            "items": items if page % 6 else [],
            "shout": str.upper,
        })
        total += len(html)
        digest = zlib.crc32(html.encode(), digest)
    print("chars", total, "crc", digest)


if __name__ == "__main__":
    main()
