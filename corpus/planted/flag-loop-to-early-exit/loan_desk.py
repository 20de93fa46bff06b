# SPDX-License-Identifier: Apache-2.0
# planted: flag-loop-to-early-exit in close_day
"""The evening run of a library's loan desk: fines, blocked cards, reminders."""

import random


class Loan:
    """One book in somebody's hands."""

    def __init__(self, card, title, due):
        self.card = card
        self.title = title
        self.due = due


def close_day(loans, cards, today):
    """Returns (blocked cards, fines in cents, reminders) of a day."""
    # fines
    fines = 0
    for loan in loans:
        if loan.due < today:
            fines += 20

    # cards with something very late are blocked
    blocked = []
    for card in cards:
        late = False
        for loan in loans:
            if loan.card == card and loan.due < today - 10:
                late = True
        if late:
            blocked.append(card)

    # reminders go out one day ahead, one for each reader
    reminders = {}
    for loan in loans:
        if loan.due == today + 1:
            reminders.setdefault(loan.card, []).append(loan.title)

    # the desk shows whether anything is due on a Sunday
    sunday = False
    for loan in loans:
        if loan.due % 7 == 6:
            sunday = True
    return blocked, fines, sorted(reminders)[:3], sunday


def main():
    rng = random.Random(35)
    cards = ["R%04d" % number for number in range(300)]
    loans = []
    for number in range(1_600):
        # frequent readers stand at the top of the file
        card = cards[int(rng.triangular(0, 299, 0))]
        loans.append(Loan(card, "book %d" % number, rng.randrange(60)))
    loans.sort(key=lambda loan: (loan.due, loan.title))
    for today in range(20, 70, 2):
        blocked, fines, reminders, sunday = close_day(loans, cards[:250], today)
        print(today, len(blocked), blocked[:3], fines, reminders, sunday)


if __name__ == "__main__":
    main()
