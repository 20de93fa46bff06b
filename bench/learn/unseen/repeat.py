# SPDX-License-Identifier: Apache-2.0
"""A text, put together from copies."""
import random


def fence(posts: int):
    picture = ""
    for _ in range(posts):
        picture += "|-"
    return picture + "|"


def tree(height: int, leaf: str):
    rows = []
    for level in range(height):
        row = ""
        for _ in range(level):
            row += leaf
        rows.append(row)
    return rows


class Banner:
    def __init__(self, mark: str):
        self.mark = mark

    def draw(self, width: int):
        line = ""
        for column in range(width):
            line += "=-"
        return self.mark + line


def changing(n: int, marks: list):
    """What is added is taken off a list: no copies."""
    s = ""
    for _ in range(n):
        s += marks.pop()
    return s


if __name__ == "__main__":
    rng = random.Random(7)
    print(sum(len(fence(rng.randrange(200, 400))) for _ in range(900)))
    print(sum(len("".join(tree(90, "*"))) for _ in range(60)))
    print(sum(len(Banner("#").draw(rng.randrange(200, 400))) for _ in range(900)))
    print(sum(len(changing(300, list("abc" * 100))) for _ in range(600)))
