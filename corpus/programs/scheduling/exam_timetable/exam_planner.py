# SPDX-License-Identifier: Apache-2.0
"""Puts exams into slots so that no student sits two exams at once.

Input is a list of enrolments (student, exam). The planner is the usual greedy
one: exams with many conflicts go first, each into the first slot that fits
both its students and the seats of the hall.
"""


class NoSlotLeft(Exception):
    def __init__(self, exam):
        super().__init__("no slot left for " + exam)
        self.exam = exam


def exams_of(enrolments):
    exams = []
    for _, exam in enrolments:
        if exam not in exams:
            exams.append(exam)
    return exams


def students_in(enrolments, exam):
    return [student for student, e in enrolments if e == exam]


def conflicts(enrolments):
    """exam -> list of the exams that share a student with it"""
    exams = exams_of(enrolments)
    table = {}
    for exam in exams:
        table[exam] = []
        for other in exams:
            if other == exam:
                continue
            common = [s for s in students_in(enrolments, exam) if s in students_in(enrolments, other)]
            if len(common) > 0:
                table[exam].append(other)
    return table


def plan(enrolments, slots, seats):
    """exam -> slot number; raises NoSlotLeft when it does not work out."""
    table = conflicts(enrolments)
    order = sorted(exams_of(enrolments), key=lambda e: (-len(table[e]), e))
    placed = {}
    for exam in order:
        size = len(students_in(enrolments, exam))
        for slot in range(slots):
            in_slot = [e for e in placed if placed[e] == slot]
            if any(e in table[exam] for e in in_slot):
                continue
            if size + sum(len(students_in(enrolments, e)) for e in in_slot) > seats:
                continue
            placed[exam] = slot
            break
        else:
            raise NoSlotLeft(exam)
    return placed


def student_calendar(enrolments, placed, student):
    slots = [placed[exam] for s, exam in enrolments if s == student]
    slots.sort()
    return slots


def hardship(enrolments, placed):
    """Points per student: 3 for exams in a row, 1 with one slot between."""
    points = {}
    students = sorted(set([s for s, _ in enrolments]))
    for student in students:
        calendar = student_calendar(enrolments, placed, student)
        total = 0
        for i in range(len(calendar) - 1):
            gap = calendar[i + 1] - calendar[i]
            if gap == 1:
                total += 3
            elif gap == 2:
                total += 1
        points[student] = total
    return points


def notice(placed):
    """Text for the notice board, slot by slot."""
    lines = []
    for slot in sorted(set(placed.values())):
        names = sorted(exam for exam in placed if placed[exam] == slot)
        lines.append("Slot %d: %s" % (slot + 1, ", ".join(names)))
    return "\n".join(lines)
