# SPDX-License-Identifier: Apache-2.0
import random

from ip_ranges import RangeTable
from visit_enrichment import busiest_minute, country_report, pipeline

AGENTS = ["Mozilla/5.0 (X11) Firefox/115.0", "Mozilla/5.0 Chrome/119.0 Safari/537.36", "Mozilla/5.0 Chrome/118 Edg/118",
          "Googlebot/2.1", "curl/7.88", "Mozilla/5.0 Version/16 Safari/605", "Lynx/2.9", "HeadlessChrome/119.0"]


def main():
    rng = random.Random(5)
    table = RangeTable()
    for i in range(750):
        table.add(f"{rng.randrange(1, 220)}.{rng.randrange(256)}.0.0/{rng.choice([8, 12, 14, 16])}",
                  rng.choice(["FR", "DE", "JP", "BR", "US", "IN"]), f"net{i}")
    pool = [".".join(str(rng.randrange(1, 255)) for _ in range(4)) for _ in range(900)]
    pool += [f"192.168.1.{i}" for i in range(40)]
    visits = [{"ip": rng.choice(pool), "second": rng.randrange(86400), "agent": rng.choice(AGENTS),
               "bytes": rng.randrange(200, 90000)} for _ in range(8500)]
    enriched = pipeline(visits, table)
    print("kept", len(enriched), "of", len(visits), "ranges", len(table))
    for row in country_report(enriched):
        print(*row)
    print("busiest", busiest_minute(enriched), sum(1 for v in enriched if v["browser"] == "Chrome"))
    print("networks", len({v["network"] for v in enriched}))


if __name__ == "__main__":
    main()
