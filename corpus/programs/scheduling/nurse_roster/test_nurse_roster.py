# SPDX-License-Identifier: Apache-2.0
from roster import Roster
from ward_rules import Duty, Nurse, Shift, parse_nurse

ONE = {Shift.EARLY: 1, Shift.LATE: 0, Shift.NIGHT: 0}


def test_parse():
    assert parse_nurse("Ada | 38.5 | iv,lead | 3,4") == Nurse("Ada", 38.5, ["iv", "lead"], [3, 4])
    assert parse_nurse("Bo|20||").skills == []


def test_rest_rules():
    nurse = Nurse("a", 40)
    roster = Roster([nurse], ONE)
    roster.duties.append(Duty(0, Shift.NIGHT, "a"))
    assert not roster.may_work(nurse, 0, Shift.LATE)
    assert not roster.may_work(nurse, 1, Shift.EARLY)
    assert roster.may_work(nurse, 1, Shift.NIGHT)
    assert roster.may_work(nurse, 2, Shift.EARLY)


def test_week_hours_and_wishes():
    nurse = Nurse("a", 14, [], [3])
    roster = Roster([nurse], ONE)
    roster.duties.append(Duty(6, Shift.EARLY, "a"))
    assert roster.week_hours(nurse, 1) == 8
    assert roster.may_work(nurse, 1, Shift.EARLY)
    assert not roster.may_work(nurse, 1, Shift.NIGHT)
    assert not roster.may_work(nurse, 3, Shift.EARLY)
    assert roster.week_hours(nurse, 7) == 0


def test_no_more_than_five_in_a_row():
    nurse = Nurse("a", 100)
    roster = Roster([nurse], ONE).fill(7)
    assert [d.day for d in roster.duties] == [0, 1, 2, 3, 4, 6]
    assert roster.unfilled == [(5, Shift.EARLY)]
    assert roster.lines(7) == ["a        EEEEE.E  48.0"]


def test_lead_goes_first():
    nurses = [Nurse("a", 40), Nurse("b", 40, ["lead"])]
    roster = Roster(nurses, {**ONE, Shift.EARLY: 2}).fill(1)
    assert [d.nurse for d in roster.duties] == ["b", "a"]
    assert roster.fairness() == 0.0


def test_less_loaded_nurse_is_chosen():
    nurses = [Nurse("a", 40), Nurse("b", 20)]
    roster = Roster(nurses, ONE).fill(3)
    assert [d.nurse for d in roster.duties] == ["a", "b", "a"]
