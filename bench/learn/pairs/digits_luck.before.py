# SPDX-License-Identifier: Apache-2.0
def lucky(tickets):
    found = []
    for ticket in tickets:
        s = 0
        rest = ticket
        while rest > 0:
            s += rest % 10
            rest //= 10
        if s == 21:
            found.append(ticket)
    return found
