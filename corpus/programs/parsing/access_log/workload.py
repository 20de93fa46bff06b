# SPDX-License-Identifier: Apache-2.0
import random

from combined_log import parse_log
from traffic_report import hourly_load, status_classes, suspicious_hosts, top_paths

PATHS = ["/", "/news", "/shop/cart", "/shop/item?id=4", "/style/main.css", "/img/logo.PNG", "/app.js", "/wp-login.php"]


def make_log(count, seed):
    rng = random.Random(seed)
    out = []
    clock = 7 * 3600
    for i in range(count):
        clock += rng.choice([0, 1, 2, 7, 20])
        day, rest = divmod(clock, 86400)
        when = f"{day + 3:02d}/Oct/2023:{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d} +0200"
        path = rng.choice(PATHS)
        status = rng.choice([200, 200, 200, 304, 404, 500]) if path != "/wp-login.php" else 403
        host = f"10.0.0.{rng.randrange(40)}" if status != 403 else f"66.6.6.{rng.randrange(6)}"
        out.append(f'{host} - - [{when}] "GET {path} HTTP/1.1" {status} {rng.randrange(9000) or "-"} "-" "UA/{i % 7}"')
        if i % 97 == 0:
            out.append("\\x16\\x03 garbage")
    return "\n".join(out)


def main():
    lines, bad = parse_log(make_log(7200, 21))
    print("lines", len(lines), "bad", len(bad), bad[:3])
    print(status_classes(lines))
    for row in top_paths(lines, 4):
        print(*row)
    load = hourly_load(lines)
    print(len(load), max(load.values()), min(load))
    print(suspicious_hosts(lines, limit=4, window=600))


if __name__ == "__main__":
    main()
