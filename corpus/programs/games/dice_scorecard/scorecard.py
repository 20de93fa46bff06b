# SPDX-License-Identifier: Apache-2.0
"""Five dice, thirteen boxes: scoring of a roll, and of a whole card."""
from typing import Dict, List, Tuple

Roll = Tuple[int, ...]
UPPER = ["ones", "twos", "threes", "fours", "fives", "sixes"]
LOWER = ["three_alike", "four_alike", "full_house", "small_straight", "large_straight", "five_alike", "chance"]


def count_faces(roll: Roll) -> Dict[int, int]:
    counts = {}
    for face in (1, 2, 3, 4, 5, 6):
        counts[face] = list(roll).count(face)
    return counts


def has_run(roll: Roll, length: int) -> bool:
    for start in range(1, 8 - length):
        if all([face in roll for face in range(start, start + length)]):
            return True
    return False


def score_box(box: str, roll: Roll) -> int:
    if box in UPPER:
        face = UPPER.index(box) + 1
        return face * count_faces(roll)[face]
    most = max(count_faces(roll).values())
    if box == "three_alike":
        return sum(roll) if most >= 3 else 0
    if box == "four_alike":
        return sum(roll) if most >= 4 else 0
    if box == "full_house":
        return 25 if sorted(count_faces(roll).values(), reverse=True)[:2] == [3, 2] else 0
    if box == "small_straight":
        return 30 if has_run(roll, 4) else 0
    if box == "large_straight":
        return 40 if has_run(roll, 5) else 0
    if box == "five_alike":
        return 50 if most == 5 else 0
    if box == "chance":
        return sum(roll)
    raise KeyError(box)


class Card:
    def __init__(self):
        self.boxes: Dict[str, int] = {}

    def open_boxes(self) -> List[str]:
        return [b for b in UPPER + LOWER if b not in self.boxes.keys()]

    def fill(self, box: str, roll: Roll) -> int:
        if box in self.boxes:
            raise ValueError(box + " is filled")
        self.boxes[box] = score_box(box, roll)
        return self.boxes[box]

    def upper_total(self) -> int:
        return sum([self.boxes[b] for b in UPPER if b in self.boxes])

    def total(self) -> int:
        return sum(self.boxes.values()) + (35 if self.upper_total() >= 63 else 0)
