# SPDX-License-Identifier: Apache-2.0
"""Try out changes to a budget without touching the real one.

Looks like: deepcopy in a loop -> dict.copy() or copy.copy().
Why it must stay: the budget holds dicts of lists, and each trial changes the inner
lists. With a shallow copy the trials would change the real budget and each other.
"""

import copy

BUDGET = {
    "year": 2024,
    "departments": {"dept-%d" % n: {"head": "h%d" % n, "items": [100 * n, 40 + n, 7]}
                    for n in range(12)},
}


def apply_cut(budget, department, percent):
    """Cut every item of a department, in place."""
    items = budget["departments"][department]["items"]
    for index, cents in enumerate(items):
        items[index] = cents * (100 - percent) // 100


def total(budget):
    """Sum over all items."""
    return sum(sum(entry["items"]) for entry in budget["departments"].values())


def best_cut(budget, limit):
    """The smallest (percent, department) that brings the total under `limit`."""
    for percent in range(1, 90):
        for department in budget["departments"]:
            trial = copy.deepcopy(budget)
            apply_cut(trial, department, percent)
            if total(trial) <= limit:
                return percent, department
    return None


def main():
    for limit in range(7_150, 6_650, -15):
        print(limit, best_cut(BUDGET, limit), total(BUDGET))


if __name__ == "__main__":
    main()
