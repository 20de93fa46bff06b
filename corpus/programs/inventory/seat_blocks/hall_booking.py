# SPDX-License-Identifier: Apache-2.0
#
# Seat reservation for a theatre hall. Seats are (row, number) pairs; a party
# always gets neighbouring seats of one row, as central as possible.


def make_hall(row_lengths):
    seats = []
    for row, length in enumerate(row_lengths):
        for number in range(1, length + 1):
            seats.append((row, number))
    return {"rows": list(row_lengths), "seats": seats, "taken": [], "bookings": [], "refused": []}


def is_free(hall, seat):
    return seat in hall["seats"] and seat not in hall["taken"]


def distance_from_centre(hall, block):
    """Sum of squared distances of a block of seats from the middle of its row, plus a row penalty."""
    total = 0.0
    for row, number in block:
        middle = (hall["rows"][row] + 1) / 2
        total += (number - middle) ** 2
    best_row = len(hall["rows"]) // 3
    return total / len(block) + 4.0 * abs(block[0][0] - best_row)


def candidate_blocks(hall, size):
    for row in range(len(hall["rows"])):
        for first in range(1, hall["rows"][row] - size + 2):
            block = [(row, first + offset) for offset in range(size)]
            usable = True
            for seat in block:
                if not is_free(hall, seat):
                    usable = False
            if usable:
                yield block


def leaves_single_gap(hall, block):
    """True if the block leaves exactly one free seat between itself and a taken seat or the aisle."""
    row, first = block[0]
    last = block[-1][1]
    for near, beyond in ((first - 1, first - 2), (last + 1, last + 2)):
        if is_free(hall, (row, near)) and not is_free(hall, (row, beyond)):
            return True
    return False


def best_block(hall, size):
    ranked = []
    for block in candidate_blocks(hall, size):
        ranked.append((leaves_single_gap(hall, block), distance_from_centre(hall, block), block))
    if not ranked:
        return None
    ranked = sorted(ranked)
    return ranked[0][2]


def book(hall, party, size):
    if size < 1:
        raise ValueError("a party has at least one person")
    block = best_block(hall, size)
    if block is None:
        hall["refused"].append((party, size))
        return None
    for seat in block:
        hall["taken"].append(seat)
    hall["bookings"].append((party, block))
    return block


def cancel(hall, party):
    """Free the seats of the party's earliest booking; returns how many seats were freed."""
    for position, (name, block) in enumerate(hall["bookings"]):
        if name == party:
            for seat in block:
                hall["taken"].remove(seat)
            del hall["bookings"][position]
            return len(block)
    return 0


def seat_map(hall):
    picture = ""
    for row, length in enumerate(hall["rows"]):
        for number in range(1, length + 1):
            picture = picture + ("." if is_free(hall, (row, number)) else "#")
        picture = picture + "\n"
    return picture
