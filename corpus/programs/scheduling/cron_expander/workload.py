# SPDX-License-Identifier: Apache-2.0
import datetime as dt

from job_agenda import agenda, crowded, parse_crontab, per_command

CRONTAB = """
# nightly
15 2 * * *        /opt/backup/run --full
30 2 * * mon-fri  /opt/backup/run --logs
# polling
*/10 * * * *      /usr/bin/poll meters
0,30 8-18 * * 1-5 /usr/bin/report desk
5 */4 1,15 * fri  /opt/clean/sweep
0 12 * jan-jun *  lunch
"""


def main():
    jobs = parse_crontab(CRONTAB)
    start = dt.datetime(2024, 2, 28, 22, 0)
    end = start + dt.timedelta(hours=40)
    entries = agenda(jobs, start, end)
    busy = crowded(entries, 1)
    print("jobs", len(jobs), "entries", len(entries), "first", entries[0][0].isoformat(), "last", entries[-1][0])
    print("crowded", len(busy), max(busy, key=lambda b: b[1]))
    for program, count in sorted(per_command(entries).items()):
        print(program, count)
    print("sum", sum(i * (m - start).seconds for i, (m, _) in enumerate(entries)))


if __name__ == "__main__":
    main()
