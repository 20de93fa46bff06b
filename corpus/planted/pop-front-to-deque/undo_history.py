# SPDX-License-Identifier: Apache-2.0
# planted: pop-front-to-deque in make_editor.<locals>.replay
"""An editor that remembers the last few thousand changes, and replays them."""

import random


def make_editor(limit):
    """Functions that replay changes and that summarise what is left to undo."""
    forgotten = [0]

    def replay(changes):
        """Cells after all changes and the changes that can still be undone."""
        cells = {}
        history = []
        for cell, value in changes:
            old = cells.get(cell, 0)
            cells[cell] = value
            history.append((cell, old))
            if len(history) > limit:
                del history[0]
                forgotten[0] += 1
        return cells, history

    def lost():
        """How many changes can no longer be undone."""
        return forgotten[0]

    return replay, lost


def undo(cells, history, steps):
    """Take back the last steps."""
    for _ in range(min(steps, len(history))):
        cell, old = history.pop()
        cells[cell] = old
    return cells


def sample_changes(seed, count):
    """Made-up changes of a spreadsheet."""
    rng = random.Random(seed)
    return [(rng.randrange(500), rng.randrange(1, 1_000)) for _ in range(count)]


def main():
    for sheet in range(3):
        replay, lost = make_editor(17_000 + 1_000 * sheet)
        cells, history = replay(sample_changes(sheet, 80_000))
        left = len(history)
        undo(cells, history, 2_500)
        print(sheet, left, len(history), lost(), sum(cells.values()), history[-1])


if __name__ == "__main__":
    main()
