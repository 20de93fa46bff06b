# SPDX-License-Identifier: Apache-2.0
# stays: append-loop-to-list: a handler reports the half-built list
"""Import amounts from forms; where a form cannot be read the rest is typed by hand.

The clerk is told how many amounts were taken over, and which form was the first that
could not be read.
"""

import random


def take_over(forms):
    """(amounts, message)."""
    amounts = []
    form = None
    try:
        for form in forms:
            amounts.append(int(form))
    except ValueError:
        return amounts, "stopped after %d at %r" % (len(amounts), form)
    return amounts, "complete"


def balance(amounts):
    """Sum of what was taken over."""
    return sum(amounts)


def make_forms(rng, count):
    """Texts of amounts, with typing mistakes."""
    forms = []
    for _ in range(count):
        text = str(rng.randrange(10, 9_000))
        if rng.random() < 0.0004:
            text = text[:1] + "o" + text[1:]
        forms.append(text)
    return forms


def main():
    rng = random.Random(82)
    complete = 0
    for batch in range(160):
        amounts, message = take_over(make_forms(rng, 1_500))
        complete += message == "complete"
        if batch % 20 == 0:
            print(batch, len(amounts), balance(amounts), message)
    print(complete, take_over([]))


if __name__ == "__main__":
    main()
