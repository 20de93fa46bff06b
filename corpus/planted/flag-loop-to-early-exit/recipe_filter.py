# SPDX-License-Identifier: Apache-2.0
# planted: flag-loop-to-early-exit in Kitchen.suits
"""Choose recipes for guests who do not eat everything."""

import random


class Kitchen:
    """A cookbook and what the guests avoid."""

    def __init__(self):
        self.recipes = {}
        self.served = []

    def write(self, title, ingredients):
        self.recipes[title] = ingredients

    def suits(self, ingredients, avoided):
        """(whether a guest may eat it, remark for the cook)."""
        fine = True
        remark = ""
        for ingredient in ingredients:
            if ingredient == avoided or ingredient.startswith("trace of"):
                fine = False
                remark = "not for everybody"
        return fine, remark

    def longest(self):
        """The title with most ingredients."""
        best = ""
        for title, ingredients in self.recipes.items():
            if not best or len(ingredients) > len(self.recipes[best]):
                best = title
        return best

    def menu(self, guests):
        """Titles that suit all guests."""
        titles = []
        for title, ingredients in self.recipes.items():
            unhappy = 0
            for avoided in guests:
                fine, remark = self.suits(ingredients, avoided)
                if not fine and remark:
                    unhappy += 1
            if unhappy == 0:
                titles.append(title)
        self.served.append(len(titles))
        return titles


def main():
    rng = random.Random(13)
    pantry = ["item %03d" % number for number in range(300)]
    kitchen = Kitchen()
    for number in range(800):
        ingredients = rng.sample(pantry[10:], 60)
        # common things are listed first
        common = rng.sample(pantry[:10], rng.randrange(10))
        if rng.random() < 0.4:
            common.append("trace of nuts")
        kitchen.write("recipe %d" % number, common + ingredients)
    for evening in range(40):
        guests = rng.sample(pantry[:10], 5)
        titles = kitchen.menu(guests)
        if evening % 8 == 0:
            print(evening, len(titles), titles[:2])
    print(kitchen.longest(), sum(kitchen.served))


if __name__ == "__main__":
    main()
