# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from interval_alloc import LinearScan, build_intervals, conflicts, rewrite, spill_cost


def straight_code(length, seed):
    rng = random.Random(seed)
    code = []
    live = ["arg0", "arg1"]
    for i in range(length):
        op = rng.choice(("add", "mul", "sub", "xor"))
        args = (rng.choice(live[-9:]), rng.choice(live[-30:]))
        code.append((op, "t%d" % i, args))
        live.append("t%d" % i)
        if i % 13 == 0:
            code.append(("store", None, (rng.choice(live),)))
    return code


def main():
    for registers in (6, 12):
        code = straight_code(800, registers)
        intervals = build_intervals(code)
        scan = LinearScan(["r%d" % i for i in range(registers)])
        scan.run(intervals)
        final = rewrite(code, intervals)
        print(registers, "slots", scan.slots, "cost", spill_cost(intervals), "conflicts", len(conflicts(intervals)),
              "crc", zlib.crc32(repr(final).encode()))


if __name__ == "__main__":
    main()
