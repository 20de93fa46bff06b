# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta

from job_calendar import JobCalendar, next_firing

JOBS = {
    "rotate": ("5 0-23/6 * * *", 4),
    "report": ("30 6 * * mon-fri", 45),
    "mirror": ("*/20 * * * *", 25),
    "billing": ("0 2 1,15 * *", 120),
    "vacuum": ("15 3 * * sun", 90),
    "probe": ("7,37 8-18 * * 1-5", 3),
}


def main():
    start = datetime(2024, 2, 28, 22, 0)
    calendar = JobCalendar(JOBS)
    day = start + timedelta(days=1, hours=6)
    table = calendar.runs(start, day)
    print("runs", len(table), table[0][2], table[-1][0].isoformat())
    print("minutes", sum(int((finish - begin).total_seconds()) // 60 for begin, finish, _ in table))
    overlaps = calendar.overlaps(start, start + timedelta(hours=9))
    print("overlaps", len(overlaps), overlaps[0])
    print("peak", calendar.peak(start, start + timedelta(hours=11)))
    print("next", next_firing("0 12 1 mar *", start), next_firing("0 0 30 2 *", start))


if __name__ == "__main__":
    main()
