# SPDX-License-Identifier: Apache-2.0
def expected(own, other):
    return 1.0 / (1.0 + 10.0 ** ((other - own) / 400.0))


def k_factor(rating, games):
    if games < 8:
        return 40
    return 10 if rating >= 2400 else 20


def performance(results):
    """Performance rating from (rating of the opponent, points): the rating that expects those points."""
    if not results:
        return None
    scored = sum([points for _, points in results])
    low, high = 0.0, 4000.0
    for _ in range(50):
        middle = (low + high) / 2
        if sum([expected(middle, rating) for rating, _ in results]) < scored:
            low = middle
        else:
            high = middle
    return round(high, 1)
