# SPDX-License-Identifier: Apache-2.0

KEY_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


def near_keys(a, b):
    """Do two letters sit next to each other on the keyboard?"""
    rows = list(KEY_ROWS)
    place = {}
    for y in range(len(rows)):
        for x in range(len(rows[y])):
            place[rows[y][x]] = (y, x)
    if a not in place or b not in place:
        return False
    ya, xa = place[a]
    yb, xb = place[b]
    return abs(ya - yb) <= 1 and abs(xa - xb) <= 1


def distance(a, b):
    """Edits to turn a into b, in half steps: a slip to a neighbouring key costs 1, anything else 2.

    Exchanging two adjacent letters is one edit of cost 2.
    """
    rows = []
    for i in range(len(a) + 1):
        rows.append([0] * (len(b) + 1))
        rows[i][0] = 2 * i
    for j in range(len(b) + 1):
        rows[0][j] = 2 * j
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                swap = 0
            elif near_keys(a[i - 1], b[j - 1]):
                swap = 1
            else:
                swap = 2
            options = [rows[i - 1][j] + 2, rows[i][j - 1] + 2, rows[i - 1][j - 1] + swap]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                options.append(rows[i - 2][j - 2] + 2)
            rows[i][j] = min(options)
    return rows[len(a)][len(b)]


class Speller:
    def __init__(self, counted_words, limit=4):
        self.lexicon = []
        self.counts = []
        for word, count in counted_words:
            self.lexicon.append(word)
            self.counts.append(count)
        self.limit = limit
        self.ignored = []

    def frequency(self, word):
        return self.counts[self.lexicon.index(word)]

    def known(self, word):
        return word.lower() in self.lexicon or word in self.ignored

    def ignore(self, word):
        if word not in self.ignored:
            self.ignored.append(word)

    def candidates(self, word):
        """Lexicon words within the limit as (distance, -frequency, word), best first."""
        word = word.lower()
        found = []
        for other in self.lexicon:
            if distance(word, other) <= self.limit:
                found.append((distance(word, other), -self.frequency(other), other))
                found.sort()
        return found

    def suggest(self, word, count=3):
        best = [c[2] for c in self.candidates(word)[:count]]
        if word[:1].isupper():
            best = [b.capitalize() for b in best]
        return best

    def check(self, text):
        """(offset, word, suggestions) for each unknown word of a text."""
        report = []
        offset = 0
        current = ""
        for ch in text + " ":
            if ch.isalpha() or (ch == "'" and current):
                current += ch
            elif current:
                word = current.rstrip("'")
                if not self.known(word):
                    report.append((offset - len(current), word, self.suggest(word)))
                current = ""
            offset += 1
        return report

    def correct(self, text):
        """Replace each unknown word by its first suggestion, if it has one."""
        out = text
        for start, word, suggestions in reversed(self.check(text)):
            if suggestions:
                out = out[:start] + suggestions[0] + out[start + len(word):]
        return out
