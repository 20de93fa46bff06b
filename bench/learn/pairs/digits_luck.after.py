# SPDX-License-Identifier: Apache-2.0
def lucky(tickets):
    found = []
    for ticket in tickets:
        s = 0
        rest = ticket
        s += sum(map(int, str(rest))) if rest > 0 else 0
        if s == 21:
            found.append(ticket)
    return found
