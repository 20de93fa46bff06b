# SPDX-License-Identifier: Apache-2.0
"""Cost of machines from the prices of their parts, while prices change.

Looks like: pure recursion that visits the same parts again and again -> memoise.
Why it must stay: part_cost reads the module's price list, which the day's
announcements change between calls, and part_list returns a list that its callers
extend. A cache would answer with yesterday's price, or with somebody else's list.
"""

BASE_PRICES = {"screw": 2, "plate": 30, "motor": 450, "wire": 7}

# Part n of level k is built from parts of level k - 1.
RECIPES = {"module-0": ["screw", "plate"], "module-1": ["motor", "wire"]}
for level in range(2, 15):
    RECIPES["module-%d" % level] = ["module-%d" % (level - 1), "module-%d" % (level - 2), "wire"]

prices = dict(BASE_PRICES)


def announce(part, cents):
    """A new price that holds from now on."""
    prices[part] = cents


def part_cost(part):
    """Cost of a part at today's prices."""
    if part in prices:
        return prices[part]
    return sum(part_cost(needed) for needed in RECIPES[part])


def part_list(part):
    """All basic parts, as a list that the caller may change."""
    if part not in RECIPES:
        return [part]
    parts = []
    for needed in RECIPES[part]:
        parts.extend(part_list(needed))
    return parts


def packing_slip(part):
    """The parts with a label at the end."""
    slip = part_list(part)
    slip.append("label for " + part)
    return slip


def main():
    for day in range(900):
        announce("wire", 5 + day % 9)
        if day % 7 == 0:
            announce("motor", 430 + day)
        cost = part_cost("module-14")
        slip = packing_slip("module-12")
        if day % 90 == 0:
            print(day, cost, len(slip), slip[-1])


if __name__ == "__main__":
    main()
