# SPDX-License-Identifier: Apache-2.0
import random

from glyphcheck import check_brackets, constant_pool, cross_reference, scan


def write_script(functions, seed):
    rng = random.Random(seed)
    names = ["item", "total", "index", "price", "queue", "left", "right", "buffer", "node", "depth"]
    lines = []
    for n in range(functions):
        a, b = rng.choice(names), rng.choice(names)
        lines.append("fn calc_%d(%s, %s) {  # part %d" % (n, a, b, n % 7))
        lines.append("    let %s_%d = [%d, 0x%x, %.2f]" % (a, n % 9, n * 3, n * 17, n / 4))
        lines.append("    while %s <= %d && not (%s == nil) {" % (a, rng.randrange(50), b))
        lines.append('        print("step \\t%d of \\"%s\\"\\n", %s -> %s)' % (n % 12, b, a, b))
        lines.append("    }")
        lines.append("    return %s * (%s + %d) %% 97" % (a, b, n % 31))
        lines.append("}\n")
    return "\n".join(lines)


def main():
    tokens = scan(write_script(140, 44))
    pool = constant_pool(tokens)
    table = cross_reference(tokens)
    print("tokens", len(tokens), "deepest", check_brackets(tokens))
    print("last", tokens[-1].line, "columns", sum(t.column for t in tokens))
    print("pool", len(pool), pool[3], sum(v for k, v in pool if k != "string"))
    print("names", len(table), "uses", sum(len(v) * (i + 1) for i, v in enumerate(table.values())))


if __name__ == "__main__":
    main()
