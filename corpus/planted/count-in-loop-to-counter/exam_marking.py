# SPDX-License-Identifier: Apache-2.0
# planted: count-in-loop-to-counter in mark_exam
"""Mark a multiple-choice exam and look for answer sheets that are too much alike."""

import random


def mark_exam(sheets, key):
    """Points of each candidate, the hardest questions and suspicious answer sheets.

    A sheet is suspicious when more than two candidates handed in exactly the same answers
    and the answers are not simply all right.
    """
    points = []
    wrong_at = [0] * len(key)
    for _, answers in sheets:
        score = 0
        for place, letter in enumerate(answers):
            if letter == key[place]:
                score += 3
            elif letter != "-":
                score -= 1
                wrong_at[place] += 1
        points.append(max(score, 0))
    hardest = sorted(range(len(key)), key=lambda place: (-wrong_at[place], place))[:3]
    patterns = [answers for _, answers in sheets]
    suspicious = []
    for candidate, answers in sheets:
        if answers == key:
            continue
        if len([other for other in patterns if other == answers]) > 2:
            suspicious.append(candidate)
    ranked = sorted(points, reverse=True)
    pass_mark = ranked[len(ranked) * 2 // 3]
    grades = {"passed": 0, "failed": 0, "full": ranked.count(3 * len(key))}
    for score in points:
        if score >= pass_mark:
            grades["passed"] += 1
        else:
            grades["failed"] += 1
    return points, hardest, suspicious, grades


def sample_sheets(seed, count, key):
    """Made-up sheets: some know a lot, some copy from the front row."""
    rng = random.Random(seed)
    sheets = []
    for candidate in range(count):
        if sheets and rng.random() < 0.03:
            answers = sheets[rng.randrange(min(12, len(sheets)))][1]
        else:
            skill = rng.random()
            answers = "".join(letter if rng.random() < skill else rng.choice("abcd-") for letter in key)
        sheets.append((candidate, answers))
    return sheets


def main():
    key = "abdcaabddcbacbdacddb"
    for year in range(3):
        sheets = sample_sheets(year, 4_000, key)
        points, hardest, suspicious, grades = mark_exam(sheets, key)
        print(year, sum(points), hardest, len(suspicious), suspicious[:3], sorted(grades.items()))


if __name__ == "__main__":
    main()
