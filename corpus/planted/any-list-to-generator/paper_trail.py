# SPDX-License-Identifier: Apache-2.0
# planted: any-list-to-generator in Auditor.suspicious
"""Look for accounts that moved money in a way that an auditor should see."""

import random


class Auditor:
    """Limits of an audit, and how many accounts were looked at."""

    def __init__(self, limit, code):
        self.limit = limit
        self.code = code
        self.looked = 0

    def suspicious(self, bookings, limit, code):
        """Whether a booking is too large, or hides its reason."""
        return any([cents > limit or reason == code for cents, reason in bookings])

    def turnover(self, bookings):
        """What went through the account."""
        return sum([cents for cents, _ in bookings])

    def audit(self, accounts):
        """Names of accounts that should be looked at, and their turnover."""
        names = []
        total = 0
        for name in accounts:
            self.looked += 1
            if self.suspicious(accounts[name], self.limit, self.code):
                names.append(name)
                total += self.turnover(accounts[name][:5])
        return names, total


def bank(rng, count, length):
    """Accounts with their bookings."""
    accounts = {}
    for number in range(count):
        accounts["account %03d" % number] = [
            (rng.randrange(1, 90_000), rng.choice(("rent", "wages", "goods", "goods", "misc")))
            for _ in range(length)]
    return accounts


def main():
    rng = random.Random(1494)
    accounts = bank(rng, 200, 500)
    for round_number in range(60):
        auditor = Auditor(80_000 + 250 * round_number, "misc" if round_number % 2 else "none")
        names, total = auditor.audit(accounts)
        if round_number % 10 == 0:
            print(round_number, auditor.looked, len(names), names[-1:], total)


if __name__ == "__main__":
    main()
