# SPDX-License-Identifier: Apache-2.0
from count_sheets import counted, ledger_balance, read_rows


class Variance:
    __slots__ = ("location", "item", "book", "count")

    def __init__(self, location, item, book, count):
        self.location = location
        self.item = item
        self.book = book
        self.count = count

    @property
    def difference(self):
        return self.count - self.book

    def __repr__(self):
        return f"<{self.location} {self.item}: {self.book} -> {self.count}>"


def reconcile(ledger_text, count_text):
    """Compare counts with the book; bins never counted are listed apart."""
    book = ledger_balance(read_rows(ledger_text))
    counts = counted(read_rows(count_text))
    variances, matched, uncounted = [], [], []
    for (location, item), quantity in book:
        found = None
        for key, count in counts:
            if key == (location, item):
                found = count
                break
        if found is None:
            uncounted.append((location, item))
        elif found != quantity:
            variances.append(Variance(location, item, quantity, found))
        else:
            matched.append((location, item))
    booked = [key for key, _ in book]
    for (location, item), count in counts:
        if (location, item) not in booked:
            variances.append(Variance(location, item, 0, count))
    return variances, matched, uncounted


def likely_swaps(variances):
    """Pairs where one bin lacks of an item exactly what another has too much; each variance is used once."""
    pairs = []
    open_ones = list(variances)
    while open_ones:
        first = open_ones.pop(0)
        for other in open_ones:
            if other.item == first.item and other.difference == -first.difference:
                pairs.append((first, other))
                open_ones.remove(other)
                break
    return pairs


def value_at_risk(variances, prices):
    return sum(abs(v.difference) * prices[v.item] for v in variances)
