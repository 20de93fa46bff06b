# SPDX-License-Identifier: Apache-2.0
"""Rules of the ward: shift lengths, rest after nights, hours a week."""
from dataclasses import dataclass, field
from enum import Enum


class Shift(Enum):
    EARLY = "E"
    LATE = "L"
    NIGHT = "N"

    @property
    def hours(self):
        return {Shift.EARLY: 8.0, Shift.LATE: 7.5, Shift.NIGHT: 10.0}[self]


FORBIDDEN_NEXT_DAY = {
    Shift.EARLY: [],
    Shift.LATE: [Shift.EARLY],
    Shift.NIGHT: [Shift.EARLY, Shift.LATE],
}


@dataclass
class Nurse:
    name: str
    contract_hours: float
    skills: list = field(default_factory=list)
    wishes_off: list = field(default_factory=list)


@dataclass
class Duty:
    day: int
    shift: Shift
    nurse: str


def parse_nurse(line):
    """'Ada|38.5|iv,lead|3,4' -> Nurse"""
    name, hours, skills, off = [cell.strip() for cell in line.split("|")]
    return Nurse(
        name,
        float(hours),
        [s for s in skills.split(",") if s],
        [int(d) for d in off.split(",") if d],
    )
