# SPDX-License-Identifier: Apache-2.0
# planted: nested-loop-join-to-index in School.timetables
"""Personal timetables of all pupils from the courses they chose."""

import random


class Lesson:
    """One weekly lesson of a course."""

    def __init__(self, course, day, hour, room):
        self.course = course
        self.day = day
        self.hour = hour
        self.room = room


class School:
    """The lessons of a school and who takes which course."""

    def __init__(self, lessons):
        self.lessons = lessons
        self.choices = []

    def enrol(self, pupil, course):
        """A pupil takes a course."""
        self.choices.append((pupil, course))

    def lessons_on(self, day):
        """Number of lessons on a day of the week."""
        return sum(1 for lesson in self.lessons if lesson.day == day)

    def timetables(self):
        """For each choice the pupil with all lessons of the course, as printed lines."""
        lessons = self.lessons
        lines = []
        for pupil, course in self.choices:
            for lesson in lessons:
                if lesson.course != course:
                    continue
                lines.append((pupil, lesson.day, lesson.hour, lesson.room))
        return lines


def clashes(lines):
    """Pupils who should be in two rooms at once, with day and hour."""
    taken = {}
    found = []
    for pupil, day, hour, room in lines:
        other = taken.setdefault((pupil, day, hour), room)
        if other != room:
            found.append((pupil, day, hour))
    return found


def sample_school(seed, courses, pupils):
    """A made-up school."""
    rng = random.Random(seed)
    lessons = [Lesson("c%03d" % rng.randrange(courses), rng.randrange(5), rng.randrange(1, 9),
                      rng.randrange(60)) for _ in range(courses * 3)]
    school = School(lessons)
    for pupil in range(pupils):
        for _ in range(9):
            school.enrol(pupil, "c%03d" % rng.randrange(courses))
    return school


def main():
    for term in range(3):
        school = sample_school(term, 300, 900)
        lines = school.timetables()
        found = clashes(lines)
        print(term, [school.lessons_on(day) for day in range(5)], len(lines), len(found), found[:2])


if __name__ == "__main__":
    main()
