# SPDX-License-Identifier: Apache-2.0
# planted: running-extreme in viewer.<locals>.sea_views
"""Which houses of a street see the sea?

The sea lies behind the last house. A house sees it if it is higher than all that stand
between, and sees the church at the other end on the same terms.
"""

import random


def viewer(eye: int):
    """Functions that look along a street from a height above each roof."""

    def sea_views(roofs: list[int]) -> list[int]:
        seen = []
        for at in range(len(roofs) - 1):
            hidden = max(roofs[at + 1:]) - roofs[at]
            if hidden < eye:
                seen.append(at)
        seen.append(len(roofs) - 1)
        return seen

    def church_view(roofs: list[int], at: int) -> bool:
        if at == 0:
            return True
        return max(roofs[:at]) - roofs[at] < eye

    return sea_views, church_view


def rents(roofs: list[int], seen: list[int]) -> int:
    """What the street brings: a view is worth a third more."""
    base = sum(900 + roof // 10 for roof in roofs)
    return base + sum((900 + roofs[at] // 10) // 3 for at in seen)


def street(rng: random.Random, houses: int) -> list[int]:
    """Roofs in centimetres; they become lower towards the shore."""
    roofs = []
    for number in range(houses):
        roofs.append(int(rng.gauss(2_600 - 900 * number // houses, 140)))
    return roofs


def main() -> None:
    rng = random.Random(64)
    for name, houses in (("Pier Road", 2_400), ("Long Lane", 3_600), ("Mole", 5_200)):
        roofs = street(rng, houses)
        for eye in (1, 140):
            sea_views, church_view = viewer(eye)
            seen = sea_views(roofs)
            both = sum(1 for at in seen[-12:] if church_view(roofs, at))
            print(name, eye, len(seen), seen[0], both, rents(roofs, seen))


if __name__ == "__main__":
    main()
