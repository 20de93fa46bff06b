# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from stache import Renderer

PAGE = """<h1>{{title}}</h1>{{! generated }}
{{#sections}}<section id="{{id}}"><h2>{{heading}}</h2>
{{#rows}}{{>row}}{{/rows}}{{^rows}}<p>Nothing planned in {{heading}} ({{site.name}})</p>{{/rows}}
</section>
{{/sections}}<footer>{{{site.footer}}}</footer>"""
ROW = """<tr class="{{#urgent}}urgent {{/urgent}}row"><td>{{no}}</td><td>{{site.name}}</td><td>{{text}}</td>
<td>{{#tags}}<b>{{.}}</b>{{/tags}}{{^tags}}-{{/tags}}</td><td>{{owner.name}} &lt;{{owner.mail}}&gt;</td></tr>
"""


def main():
    rng = random.Random(1912)
    people = [{"name": f"Person {i}", "mail": f"p{i}@example.org"} for i in range(12)]
    sections = []
    for s in range(490):
        rows = [{"no": r, "urgent": rng.random() < 0.2, "text": f"check <valve {rng.randrange(99)}> & \"seal\" " * 3,
                 "tags": rng.sample(["north", "south", "night", "R&D"], rng.randrange(4)), "owner": rng.choice(people)}
                for r in range(rng.choice([0, 5, 14, 30]))]
        sections.append({"id": f"s{s}", "heading": f"Week {s + 1}", "rows": rows})
    data = {"title": "Maintenance <plan>", "sections": sections,
            "site": {"name": "Works & Sons", "footer": "<i>end</i>"}}
    html = Renderer({"row": ROW}).render(PAGE, data)
    print(len(html), html.count("<tr"), html.count("urgent row"), html.count("Nothing"), zlib.crc32(html.encode()))
    print(html[:90].replace("\n", " "))


if __name__ == "__main__":
    main()
