# SPDX-License-Identifier: Apache-2.0
import datetime

from planner_book import PlannerBook


def main():
    start = datetime.date(2023, 1, 2)
    book = PlannerBook(datetime.date(2023, 12, 31))
    book.add("stand-up", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", start, [datetime.date(2023, 5, d) for d in range(1, 20)])
    book.add("payday", "FREQ=MONTHLY;BYMONTHDAY=-1", start)
    book.add("review", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU,-1FR", start)
    book.add("backup", "FREQ=DAILY;INTERVAL=3;UNTIL=20231001", start)
    book.add("choir", "FREQ=WEEKLY;INTERVAL=2;COUNT=20", datetime.date(2023, 2, 9))
    pages = [book.week(datetime.date(2023, month, day)) for month, day in ((3, 6), (11, 27), (12, 18))]
    hits = book.collisions()
    print("titles", sum(len(titles) for page in pages for titles in page.values()))
    print("collisions", len(hits), max(n for _, n in hits), sum(d.toordinal() * n for d, n in hits) % 100003)
    for series in book.series:
        print(series.title, len(series.dates(book.horizon)), book.next_after(series.title, datetime.date(2023, 6, 15)))


if __name__ == "__main__":
    main()
