# SPDX-License-Identifier: Apache-2.0
import math

from shelfwords import stem, terms


class ShelfIndex:
    """Full-text index over the library's book descriptions."""

    def __init__(self):
        self.titles = []
        self.words = []          # per book: list of (position, term)
        self.postings = {}       # term -> list of book numbers, ascending
        self.removed = set()

    def add(self, title, description):
        number = len(self.titles)
        self.titles.append(title)
        found = terms(description)
        self.words.append(found)
        for _, term in found:
            if term not in self.postings:
                self.postings[term] = []
            if number not in self.postings[term]:
                self.postings[term].append(number)
        return number

    def remove(self, number):
        self.removed.add(number)

    def holding(self, term):
        return [n for n in self.postings.get(term, []) if n not in self.removed]

    def frequency(self, term, number):
        count = 0
        for _, word in self.words[number]:
            if word == term:
                count += 1
        return count

    def idf(self, term):
        live = len([n for n in range(len(self.titles)) if n not in self.removed])
        return math.log((1 + live) / (1 + len(self.holding(term)))) + 1.0

    def norm(self, number):
        total = 0.0
        for term in sorted(set(t for _, t in self.words[number])):
            weight = self.frequency(term, number) * self.idf(term)
            total += weight * weight
        return math.sqrt(total)

    def match_all(self, wanted):
        if not wanted:
            return []
        books = self.holding(wanted[0])
        for term in wanted[1:]:
            other = self.holding(term)
            books = [n for n in books if n in other]
        return books

    def match_any(self, wanted):
        books = []
        for term in wanted:
            for n in self.holding(term):
                if n not in books:
                    books.append(n)
        return sorted(books)

    def has_phrase(self, number, phrase):
        """Do the phrase's terms stand next to each other (stop words keep their place)?"""
        places = {}
        for position, term in self.words[number]:
            places.setdefault(term, []).append(position)
        offset = phrase[0][0]
        for start in places.get(phrase[0][1], []):
            if all(start + p - offset in places.get(t, []) for p, t in phrase[1:]):
                return True
        return False

    def search(self, query, top=10):
        """Ranked (title, score); text in double quotes has to appear as a phrase."""
        phrases = [terms(p) for p in query.split('"')[1::2]]
        wanted = []
        for _, term in terms(query):
            if term not in wanted:
                wanted.append(term)
        required = [t for phrase in phrases for _, t in phrase]
        books = self.match_all(required) if required else self.match_any(wanted)
        for phrase in phrases:
            books = [n for n in books if not phrase or self.has_phrase(n, phrase)]
        scored = []
        for n in books:
            score = 0.0
            for term in wanted:
                score += self.frequency(term, n) * self.idf(term) ** 2
            scored.append((score / (self.norm(n) or 1.0), n))
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        return [(self.titles[n], round(score, 6)) for score, n in scored[:top]]

    def suggest(self, prefix, limit=5):
        prefix = stem(prefix.lower())
        return [t for t in sorted(self.postings) if t.startswith(prefix) and self.holding(t)][:limit]
