# SPDX-License-Identifier: Apache-2.0
# stays: remove-in-loop-to-filter: remove() takes the first equal ticket, which is another one
"""Cancel tickets: of tickets for the same seat the first sold goes, whoever cancelled."""

import random


class Ticket:
    """A ticket; tickets for the same seat are equal."""

    def __init__(self, seat, owner, cancelled):
        self.seat = seat
        self.owner = owner
        self.cancelled = cancelled

    def __eq__(self, other):
        return self.seat == other.seat


def settle(tickets):
    """Owners of the tickets that stay."""
    for ticket in list(tickets):
        if ticket.cancelled:
            tickets.remove(ticket)
    return [ticket.owner for ticket in tickets]


def main():
    for show in range(4):
        rng = random.Random(show)
        tickets = [Ticket(rng.randrange(500), owner, rng.random() < 0.4) for owner in range(3_500)]
        owners = settle(tickets)
        print(show, len(owners), owners[:6], sum(owners))


if __name__ == "__main__":
    main()
