# SPDX-License-Identifier: Apache-2.0
# stays: hoist-constant-container: the dict is handed out and filled by others
"""Order forms of a printing house.

A form starts with what is usual and is then changed by the customer.
"""

import random


def blank_form(express):
    """A new form with the usual values."""
    form = {"paper": "matt", "copies": 100, "colour": 4, "fold": "none", "express": False}
    if "express" in form and express:
        form["express"] = True
    return form


def allowed(copies):
    """Steps in which copies can be ordered, up to the number asked for."""
    steps = [100, 250, 500, 1_000, 2_500]
    while steps and steps[-1] > copies:
        steps.pop()
    return len(steps)


def price(form):
    """Cents."""
    cents = form["copies"] * (form["colour"] + 2)
    if form["express"]:
        cents += cents // 2
    return cents + (300 if form["fold"] != "none" else 0)


def main():
    rng = random.Random(25)
    forms = []
    total = 0
    for customer in range(120_000):
        form = blank_form(rng.random() < 0.1)
        if rng.random() < 0.3:
            form["copies"] = rng.randrange(50, 3_000)
        if rng.random() < 0.2:
            form["fold"] = "letter"
        total += price(form) + allowed(form["copies"])
        if customer % 20_000 == 0:
            forms.append(form)
    print(total)
    for form in forms:
        print(form, price(form), allowed(form["copies"]))
    print(blank_form(False))


if __name__ == "__main__":
    main()
