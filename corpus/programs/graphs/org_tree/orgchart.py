# SPDX-License-Identifier: Apache-2.0
class Person:
    def __init__(self, name, boss, title, salary):
        self.name = name
        self.boss = boss
        self.title = title
        self.salary = salary

    def __repr__(self):
        return f"<{self.title} {self.name}>"


class OrgChart:
    """The reporting tree of a firm.  Reports are listed in order of hiring."""

    def __init__(self):
        self.people = []

    def hire(self, name, boss=None, title="staff", salary=30_000):
        if self.get(name) is not None:
            raise ValueError(f"{name} works here already")
        if boss is not None and self.get(boss) is None:
            raise ValueError(f"{boss} does not work here")
        self.people.append(Person(name, boss, title, salary))

    def get(self, name):
        for person in self.people:
            if person.name == name:
                return person
        return None

    def reports(self, name):
        return [p for p in self.people if p.boss == name]

    def chain(self, name):
        """From the person up to the top."""
        person = self.get(name)
        out = [person.name]
        while person.boss is not None:
            person = self.get(person.boss)
            out.append(person.name)
        return out

    def headcount(self, name):
        """People in the branch, its head included."""
        return 1 + sum(self.headcount(p.name) for p in self.reports(name))

    def payroll(self, name):
        total = self.get(name).salary
        for p in self.reports(name):
            total += self.payroll(p.name)
        return total

    def height(self, name):
        deepest = 0
        for p in self.reports(name):
            if self.height(p.name) + 1 > deepest:
                deepest = self.height(p.name) + 1
        return deepest

    def common_boss(self, a, b):
        """The lowest person that both report to (who may be one of the two)."""
        for name in self.chain(a):
            if name in self.chain(b):
                return name
        return None

    def distance(self, a, b):
        meet = self.common_boss(a, b)
        if meet is None:
            return None
        return self.chain(a).index(meet) + self.chain(b).index(meet)

    def leave(self, name):
        """The reports of somebody who leaves move up to the boss."""
        person = self.get(name)
        for p in list(self.people):
            if p.boss == name:
                p.boss = person.boss
        self.people.remove(person)

    def top(self):
        return [p for p in self.people if p.boss is None]

    def outline(self):
        """Indented listing with branch sizes and payroll share."""
        lines = []
        whole = sum(p.salary for p in self.people)

        def walk(person, depth):
            share = 100.0 * self.payroll(person.name) / whole
            lines.append("%s%s, %s (%d people, %d levels, %.1f%%)" % (
                "  " * depth, person.name, person.title, self.headcount(person.name),
                self.height(person.name), share))
            for p in sorted(self.reports(person.name), key=lambda q: -self.headcount(q.name)):
                walk(p, depth + 1)

        for person in self.top():
            walk(person, 0)
        return lines

    def spans(self):
        """Distribution of the number of direct reports among those who have any."""
        table = {}
        for p in self.people:
            n = len(self.reports(p.name))
            if n:
                table[n] = table.get(n, 0) + 1
        return sorted(table.items())
