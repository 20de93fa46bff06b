# SPDX-License-Identifier: Apache-2.0
"""Free-text search over a shop's catalogue with synonyms, facets and ranking."""
import re
from collections import OrderedDict

STOP_WORDS = ["a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"]


def plural_free(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and word[-3:-2] in "sxz":
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def terms(text):
    words = []
    for raw in re.findall(r"[a-z0-9]+", text.lower()):
        if raw not in STOP_WORDS:
            words.append(plural_free(raw))
    return words


class CatalogueSearch:
    def __init__(self, items, synonyms=None):
        self.items = items
        self.synonyms = synonyms or {}
        self.log = []

    def expand(self, query):
        wanted = []
        for word in terms(query):
            wanted.append(word)
            for other in self.synonyms.get(word, ()):
                if other not in wanted:
                    wanted.append(other)
        return wanted

    def score(self, item, wanted):
        """Title hits count three, description hits one; hits earlier in the title count a little more."""
        points = 0.0
        title = terms(item["title"])
        body = terms(item["text"])
        for word in wanted:
            if word in title:
                points += 3.0 + 1.0 / (1 + title.index(word))
            points += body.count(word)
        return points

    def search(self, query, limit=10, **filters):
        wanted = self.expand(query)
        hits = []
        for item in self.items:
            keep = all([item.get(key) == value for key, value in filters.items()])
            if keep:
                points = self.score(item, wanted)
                if points > 0:
                    hits.append((points, item))
        hits.sort(key=lambda hit: (-hit[0], hit[1]["price"], hit[1]["id"]))
        self.log.append("query %r -> %s: %d hits" % (query, "+".join(wanted), len(hits)))
        return [item for _, item in hits[:limit]]

    def facets(self, found, key):
        """Counts of the values of `key` among found items, in order of first appearance."""
        counts = OrderedDict()
        for item in found:
            counts[item[key]] = len([other for other in found if other[key] == item[key]])
        return counts

    def price_band(self, found):
        prices = [item["price"] for item in found]
        if not prices:
            return None
        prices = sorted(prices)
        return prices[0], prices[len(prices) // 2], prices[-1]


def highlight(text, wanted):
    """Marks the wanted words (and their plurals) in a text."""
    for word in wanted:
        text = re.sub(r"\b(" + re.escape(word) + r"(?:e?s)?)\b", r"[\1]", text, flags=re.IGNORECASE)
    return text
