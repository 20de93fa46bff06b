# SPDX-License-Identifier: Apache-2.0
import itertools

from scorecard import Card, score_box


def kept_sets(roll):
    """Distinct sets of dice that can be kept, as sorted tuples, smallest sets first."""
    found = []
    for size in range(len(roll) + 1):
        for chosen in itertools.combinations(sorted(roll), size):
            if chosen not in found:
                found.append(chosen)
    return found


def best_box(card, roll):
    """Open box with the highest score; of equals, the first on the card."""
    best = None
    for box in card.open_boxes():
        if best is None or score_box(box, roll) > score_box(best, roll):
            best = box
    return best


def value_of(card, roll):
    return max([score_box(box, roll) for box in card.open_boxes()])


def expected_value(card, kept):
    """Mean value of the best box after rolling the dice that are not kept."""
    total, ways = 0, 0
    for rolled in itertools.product(range(1, 7), repeat=5 - len(kept)):
        total += value_of(card, tuple(kept) + rolled)
        ways += 1
    return total / ways


def advise_keep(card, roll):
    """(kept dice, expected value); dice are only weighed when at least two of them stay."""
    options = [k for k in kept_sets(roll) if len(k) >= 2]
    best = max(options, key=lambda kept: expected_value(card, kept))
    return best, expected_value(card, best)


def play_game(rng, rounds=13):
    """One reroll per round; early rounds without advice keep the most frequent face."""
    card, log = Card(), []
    for number in range(rounds):
        roll = tuple(rng.randint(1, 6) for _ in range(5))
        if number >= rounds - 4:
            kept, _ = advise_keep(card, roll)
        else:
            face = max(sorted(set(roll)), key=lambda f: roll.count(f))
            kept = tuple([f for f in roll if f == face])
        roll = tuple(list(kept) + [rng.randint(1, 6) for _ in range(5 - len(kept))])
        box = best_box(card, roll)
        log = log + [(box, card.fill(box, roll))]
    return card, log
