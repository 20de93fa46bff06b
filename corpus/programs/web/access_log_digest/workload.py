# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from logdigest import digest


def make_lines(count):
    rng = random.Random(9)
    ips = [f"10.{rng.randrange(4)}.{rng.randrange(250)}.{rng.randrange(250)}" for _ in range(140)]
    agents = ["Mozilla/5.0 (X11)", "Mozilla/5.0 (Mac)", "PoliteBot/1.2", "curl/8.0", "Opera/9"]
    lines = []
    minute = 0
    for n in range(count):
        minute += rng.choice([0, 0, 1, 1, 3])
        stamp = f"{1 + minute // 1440:02d}/Mar/2023:{minute // 60 % 24:02d}:{minute % 60:02d}:{rng.randrange(60):02d}"
        path = rng.choice(["/", "/news/", "/about", f"/item/{rng.randrange(45)}", f"/search?q={rng.randrange(99)}"])
        status = rng.choice([200] * 12 + [304, 404, 500, 503])
        size = "-" if status == 304 else rng.randrange(200, 90000)
        lines.append(f'{rng.choice(ips)} - - [{stamp}] "GET {path} HTTP/1.1" {status} {size} '
                     f'{int(rng.expovariate(0.02))} "{rng.choice(agents)}"\n')
        if n % 400 == 0:
            lines.append("-- log rotated --\n")
    return lines


def main():
    report = digest(make_lines(9000))
    pages = report["pages"]
    print("bad", report["bad"], "robots", report["robots"], "pages", len(pages), "visits", len(report["visits"]))
    print("p95 sum", sum(p["p95"] for p in pages.values()), "bytes", sum(p["bytes"] for p in pages.values()))
    print("crc", zlib.crc32(repr((pages, report["visits"])).encode()), report["hours"])


if __name__ == "__main__":
    main()
