# SPDX-License-Identifier: Apache-2.0
"""Double entry bookkeeping. Accounts are paths such as assets:bank:current. Amounts are cents."""
from dataclasses import dataclass, field
from datetime import date


class UnbalancedEntry(ValueError):
    pass


@dataclass
class Posting:
    account: str
    cents: int


@dataclass
class Entry:
    day: date
    text: str
    postings: list = field(default_factory=list)

    def check(self):
        debit = sum([p.cents for p in self.postings if p.cents > 0])
        credit = sum([p.cents for p in self.postings if p.cents < 0])
        if debit + credit != 0:
            raise UnbalancedEntry(f"{self.text}: off by {debit + credit}")
        if not self.postings:
            raise UnbalancedEntry(f"{self.text}: no postings")


class Journal:
    def __init__(self):
        self.entries = []

    def add(self, entry):
        """Entries are kept in order of days; entries of one day in order of booking."""
        entry.check()
        self.entries.append(entry)
        self.entries.sort(key=lambda e: e.day)

    def accounts(self):
        names = set()
        for entry in self.entries:
            for posting in entry.postings:
                parts = posting.account.split(":")
                for depth in range(1, len(parts) + 1):
                    names.add(":".join(parts[:depth]))
        return sorted(names)

    def balance(self, account, until=None):
        """Balance of an account with all its sub-accounts."""
        total = 0
        for entry in self.entries:
            if until is not None and entry.day > until:
                continue
            for posting in entry.postings:
                if posting.account == account or posting.account.startswith(account + ":"):
                    total += posting.cents
        return total

    def statement(self, account):
        """(day, text, cents, running balance) of one account."""
        lines = []
        for entry in self.entries:
            for posting in entry.postings:
                if posting.account == account:
                    running = sum(line[2] for line in lines) + posting.cents
                    lines.append((entry.day, entry.text, posting.cents, running))
        return lines
