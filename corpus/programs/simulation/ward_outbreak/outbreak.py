# SPDX-License-Identifier: Apache-2.0
import random


def make_town(rng, households, schools, workplaces):
    """People as dicts; everybody belongs to a household and most to a school or workplace."""
    town = []
    for h in range(households):
        for role in ["adult", "adult", "child", "child"][:rng.randrange(1, 5)]:
            person = {"id": len(town), "home": h, "role": role, "place": None}
            if role == "child":
                person["place"] = "school%d" % rng.randrange(schools)
            elif rng.random() < 0.8:
                person["place"] = "work%d" % rng.randrange(workplaces)
            town.append(person)
    return town


def contacts(town, person):
    """Ids met on an ordinary day: (same home, same place)."""
    home = [p["id"] for p in town if p["home"] == person["home"] and p["id"] != person["id"]]
    place = []
    if person["place"] is not None:
        place = [p["id"] for p in town if p["place"] == person["place"] and p["id"] != person["id"]]
    return home, place


class Outbreak:
    def __init__(self, town, seed, home_risk=0.12, place_risk=0.012, incubation=3, illness=7):
        self.town = town
        self.rng = random.Random(seed)
        self.home_risk = home_risk
        self.place_risk = place_risk
        self.incubation = incubation
        self.illness = illness
        self.susceptible = [p["id"] for p in town]
        self.exposed = []       # (id, day of infection), oldest first
        self.ill = []           # (id, day of onset), oldest first
        self.recovered = []
        self.isolated = []
        self.sources = {}
        self.curve = []
        self.day = 0

    def infect(self, who, source):
        if who not in self.susceptible:
            return False
        self.susceptible.remove(who)
        self.exposed.append((who, self.day))
        self.sources[who] = source
        return True

    def meetings(self, who):
        home, place = contacts(self.town, self.town[who])
        risky = [(other, self.home_risk) for other in home]
        if who not in self.isolated:
            risky += [(other, self.place_risk) for other in place if other not in self.isolated]
        return risky

    def step(self):
        self.day += 1
        caught = []
        for who, _ in self.ill:
            for other, risk in self.meetings(who):
                if self.rng.random() < risk:
                    caught.append((other, who))
        for other, who in caught:
            self.infect(other, who)
        while self.exposed and self.day - self.exposed[0][1] >= self.incubation:
            who, _ = self.exposed.pop(0)
            self.ill.append((who, self.day))
        while self.ill and self.day - self.ill[0][1] >= self.illness:
            who, _ = self.ill.pop(0)
            self.recovered.append(who)
            if who in self.isolated:
                self.isolated.remove(who)
        self.curve.append((len(self.susceptible), len(self.exposed), len(self.ill), len(self.recovered)))

    def isolate(self, share):
        """Send a share of the ill who are not isolated yet home."""
        for who, _ in self.ill:
            if who not in self.isolated and self.rng.random() < share:
                self.isolated.append(who)

    def run(self, days, share=0.0):
        for _ in range(days):
            self.step()
            if share:
                self.isolate(share)
            if not self.exposed and not self.ill:
                break
        return self

    def generation(self, who):
        """Length of the infection chain from a first case (which is generation 0)."""
        source = self.sources[who]
        return 0 if source is None else 1 + self.generation(source)

    def infected_by(self, who):
        return [other for other in self.sources if self.sources[other] == who]

    def reproduction(self):
        """Mean number of people infected by those who have recovered."""
        if not self.recovered:
            return 0.0
        return sum(len(self.infected_by(who)) for who in self.recovered) / len(self.recovered)


def peak(curve):
    """(day, ill) at the height of the epidemic; the earliest of several such days."""
    highest = max(row[2] for row in curve)
    for day in range(len(curve)):
        if curve[day][2] == highest:
            return day + 1, highest
