# SPDX-License-Identifier: Apache-2.0
import random

from irblock import parse, show
from scalar_passes import optimise


def block_text(length, seed):
    rng = random.Random(seed)
    lines = ["v0 = param 0", "v1 = param 1", "v2 = copy 12"]
    for i in range(3, length):
        a = "v%d" % rng.randrange(max(0, i - 25), i)
        b = "v%d" % rng.randrange(max(0, i - 12), i)
        roll = rng.random()
        if roll < 0.5:
            lines.append("v%d = %s %s, %s" % (i, rng.choice(("add", "mul", "sub", "and")), a, b))
        elif roll < 0.7:
            lines.append("v%d = add %s, %d  ; offset" % (i, a, rng.choice((0, 4, 8))))
        elif roll < 0.8:
            lines.append("v%d = load %s" % (i, a))
        elif roll < 0.84:
            lines.append("v%d = param %d" % (i, i % 5))
            lines.append("store v%d, %s" % (i, b))
        else:
            lines.append("v%d = mul %s, %d" % (i, b, rng.choice((0, 1, 3))))
    lines.append("ret v%d" % (length - 1))
    return "\n".join(lines)


def main():
    total = 0
    for seed in (5, 6, 7):
        code = parse(block_text(190, seed))
        final, rounds = optimise(code)
        total += len(show(final))
        ops = {}
        for ins in final:
            ops[ins.op] = ops.get(ins.op, 0) + 1
        print(len(code), "->", len(final), "rounds", rounds, sorted(ops.items()))
    print("text", total)


if __name__ == "__main__":
    main()
