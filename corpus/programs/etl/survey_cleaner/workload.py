# SPDX-License-Identifier: Apache-2.0
import random

from survey_tables import Survey

QUESTIONS = [("age", "age"), ("country", "country"), ("owner", "yesno"), ("again", "yesno"),
             ("quality", "scale"), ("price", "scale"), ("service", "scale")]
POOL = {
    "age": ["34", "I am 51", "1987", "old", "", "200", "19 years", "63"],
    "country": ["USA", "u.s.", "England", " Germany", "france", "Suisse", "Spain", "Mars", "united  kingdom", ""],
    "yesno": ["Yes!", "no", "ja", "nein", "maybe", "OK", "0", ""],
    "scale": ["agree", "Strongly Agree", "3", "4/5", "2", "neutral", "disagree", "six", "5 "],
}


def main():
    rng = random.Random(99)
    survey = Survey(QUESTIONS)
    for _ in range(7500):
        raw = {name: rng.choice(POOL[kind]) for name, kind in QUESTIONS}
        survey.add("r%04d" % rng.randrange(3300), raw)
    print("respondents", len(survey.respondents), "problems", len(survey.problems), survey.problems[-1])
    liners = survey.straight_liners()
    survey.remove(liners)
    print("straight liners", len(liners), liners[:3])
    for row, column in (("country", "quality"), ("age", "price"), ("owner", "again")):
        rows, columns, table = survey.crosstab(row, column)
        print(row, column, rows[:3], columns, [sum(r) for r in table], sum(table[0]))
    for value in ("quality", "price", "service"):
        print(value, {g: round(m, 4) for g, m in survey.mean_by(value, "country").items()})


if __name__ == "__main__":
    main()
