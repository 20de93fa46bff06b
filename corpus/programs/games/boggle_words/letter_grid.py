# SPDX-License-Identifier: Apache-2.0
"""Word search on a grid of letter dice; 'q' stands for 'qu'."""

POINTS = {3: 1, 4: 1, 5: 2, 6: 3, 7: 5}


class LetterGrid:
    def __init__(self, rows):
        self.rows = [list(row.lower()) for row in rows]
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("rows differ in length")

    def cells(self):
        return [(r, c) for r in range(len(self.rows)) for c in range(len(self.rows[0]))]

    def face(self, cell):
        letter = self.rows[cell[0]][cell[1]]
        return "qu" if letter == "q" else letter

    def neighbours(self, cell):
        r, c = cell
        around = []
        for other in self.cells():
            if other != cell and abs(other[0] - r) <= 1 and abs(other[1] - c) <= 1:
                around.append(other)
        return around


def has_prefix(words, prefix):
    for word in words:
        if word.startswith(prefix):
            return True
    return False


def find_words(grid, dictionary, shortest=3):
    """Words that can be traced over neighbouring dice without using one twice, sorted."""
    found = []

    def trace(cell, path, text):
        text = text + grid.face(cell)
        if not has_prefix(dictionary, text):
            return
        path = path + [cell]
        if len(text) >= shortest and text in dictionary and text not in found:
            found.append(text)
        for other in grid.neighbours(cell):
            if other not in path:
                trace(other, path, text)

    for start in grid.cells():
        trace(start, [], "")
    return sorted(found)


def word_points(word):
    if len(word) < 3:
        return 0
    return POINTS.get(len(word), 11)


def play_round(grid, dictionary, answers):
    """Points per player; words that several players found count for nobody."""
    possible = find_words(grid, dictionary)
    scores = {}
    for player, words in answers.items():
        total = 0
        for word in sorted(set(w.lower() for w in words)):
            others = [w.lower() for p, ws in answers.items() if p != player for w in ws]
            if word in possible and word not in others:
                total += word_points(word)
        scores[player] = total
    return scores


def longest(words):
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best
