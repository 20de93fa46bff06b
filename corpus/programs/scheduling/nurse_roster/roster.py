# SPDX-License-Identifier: Apache-2.0
from ward_rules import FORBIDDEN_NEXT_DAY, Duty, Shift


class Roster:
    def __init__(self, nurses, demand, lead_skill="lead"):
        self.nurses = nurses
        self.demand = demand
        self.lead_skill = lead_skill
        self.duties = []
        self.unfilled = []

    def duties_of(self, nurse):
        return [d for d in self.duties if d.nurse == nurse.name]

    def hours_of(self, nurse):
        return sum(d.shift.hours for d in self.duties_of(nurse))

    def week_hours(self, nurse, day):
        week = day // 7
        return sum(d.shift.hours for d in self.duties_of(nurse) if d.day // 7 == week)

    def may_work(self, nurse, day, shift):
        if day in nurse.wishes_off:
            return False
        if self.week_hours(nurse, day) + shift.hours > nurse.contract_hours + 2:
            return False
        for duty in self.duties_of(nurse):
            if duty.day == day:
                return False
            if duty.day == day - 1 and shift in FORBIDDEN_NEXT_DAY[duty.shift]:
                return False
        return self.run_length(nurse, day) < 5

    def run_length(self, nurse, day):
        """Days worked without a break up to the day before."""
        length = 0
        while any(d.day == day - 1 - length for d in self.duties_of(nurse)):
            length += 1
        return length

    def fill(self, days):
        for day in range(days):
            for shift in Shift:
                chosen = []
                for place in range(self.demand[shift]):
                    free = [n for n in self.nurses if n.name not in chosen and self.may_work(n, day, shift)]
                    if place == 0:
                        leads = [n for n in free if self.lead_skill in n.skills]
                        free = leads or free
                    if not free:
                        self.unfilled.append((day, shift))
                        continue
                    free.sort(key=lambda n: self.hours_of(n) / n.contract_hours)
                    chosen.append(free[0].name)
                    self.duties.append(Duty(day, shift, free[0].name))
        return self

    def lines(self, days):
        """One line a nurse: a letter for each day, a dot for a day off."""
        result = []
        for nurse in self.nurses:
            text = ""
            for day in range(days):
                letter = "."
                for duty in self.duties:
                    if duty.nurse == nurse.name and duty.day == day:
                        letter = duty.shift.value
                text += letter
            result.append("%-8s %s %5.1f" % (nurse.name, text, self.hours_of(nurse)))
        return result

    def fairness(self):
        """Difference between the largest and the smallest load."""
        loads = [self.hours_of(n) / n.contract_hours for n in self.nurses]
        return max(loads) - min(loads)
