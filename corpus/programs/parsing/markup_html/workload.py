# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from block_marks import to_html

WORDS = ("valve|pump|*careful*|pressure|**never open**|gauge|`p > 3`|manual|[site](http://x.org/?a=1&b=2)|seal|"
         "[handbook][]|bolt|[part list][Ref 17]|nut|\\*star|torque & heat|turbine|spanner|oil").split("|")


def manual(chapters, seed):
    rng = random.Random(seed)
    lines = []
    for c in range(chapters):
        lines += ["## Chapter about " + rng.choice(["valves", "pumps", "seals"]), ""]
        for _ in range(3):
            for _ in range(4):
                lines.append(" ".join(rng.choice(WORDS) for _ in range(12)))
            lines.append("")
        lines += ["- " + " ".join(rng.choice(WORDS) for _ in range(5)) for _ in range(4)]
        lines += ["", "```", "step <%d>" % c, "  stop", "```", ""]
    lines += ["[ref %d]: /parts/%d" % (n, n) for n in range(30)] + ["[Handbook]: /handbook"]
    return "\n".join(lines)


def main():
    html = to_html(manual(190, 4))
    print(len(html), zlib.crc32(html.encode()))
    print({tag: html.count("<" + tag) for tag in ("h2", "p", "ul", "li", "a ", "em", "strong", "code", "pre")})
    print(html[:120])


if __name__ == "__main__":
    main()
