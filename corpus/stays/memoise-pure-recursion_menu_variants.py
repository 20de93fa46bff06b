# SPDX-License-Identifier: Apache-2.0
# stays: memoise-pure-recursion: callers change the lists that it returns
"""All menus of a given number of courses within a budget, each with its price at the end."""

PRICES = (4, 7, 9, 12)


def menus(courses, budget):
    """Lists of prices of the courses, dear ones last."""
    if courses == 0:
        return [[]]
    found = []
    for price in PRICES:
        if price <= budget:
            for menu in menus(courses - 1, budget - price):
                menu.append(price)
                found.append(menu)
    return found


def printed(courses, budget):
    """The menus as lines, with their sum behind them."""
    lines = []
    for menu in menus(courses, budget):
        menu.append(sum(menu))
        lines.append(" ".join("%2d" % price for price in menu))
    return lines


def main():
    for budget in range(42, 58, 3):
        lines = printed(7, budget)
        again = printed(7, budget)
        print(budget, len(lines), lines[:1], lines == again, max(map(len, again)))


if __name__ == "__main__":
    main()
