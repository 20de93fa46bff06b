# SPDX-License-Identifier: Apache-2.0
import pytest

from exam_planner import NoSlotLeft, conflicts, exams_of, hardship, notice, plan, student_calendar

ENROLMENTS = [("ann", "maths"), ("ann", "latin"), ("bob", "maths"), ("bob", "art"), ("cid", "latin"), ("dee", "music")]


def test_exams_in_order_of_mention():
    assert exams_of(ENROLMENTS) == ["maths", "latin", "art", "music"]


def test_conflicts():
    assert conflicts(ENROLMENTS) == {
        "maths": ["latin", "art"], "latin": ["maths"], "art": ["maths"], "music": [],
    }


def test_plan_separates_conflicts():
    assert plan(ENROLMENTS, 2, 99) == {"maths": 0, "art": 1, "latin": 1, "music": 0}


def test_seats_limit():
    placed = plan(ENROLMENTS, 4, 2)
    assert placed == {"maths": 0, "art": 1, "latin": 2, "music": 1}
    with pytest.raises(NoSlotLeft) as caught:
        plan(ENROLMENTS, 1, 99)
    assert caught.value.exam == "art"
    assert plan([], 0, 0) == {}


def test_hardship():
    placed = {"maths": 0, "latin": 1, "art": 2, "music": 5}
    assert student_calendar(ENROLMENTS, placed, "bob") == [0, 2]
    assert hardship(ENROLMENTS, placed) == {"ann": 3, "bob": 1, "cid": 0, "dee": 0}


def test_notice():
    assert notice({"b": 1, "a": 1, "c": 0}) == "Slot 1: c\nSlot 2: a, b"
