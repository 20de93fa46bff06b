# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from ledger_chain import AuditLog, export_csv


def main():
    rng = random.Random(256)
    log = AuditLog()
    time = 1_700_000_000
    for n in range(330):
        time += rng.choice((1, 2, 30, 200))
        log.append(time, f"admin{rng.randrange(14):02d}", rng.choice(("login", "grant", "revoke", "restart", "export")),
                   {"host": f"srv{n % 7}", "token": hex(rng.getrandbits(64)),
                    "details": {"password": "x", "args": [n, {"secret": n}], "reason": "ticket %d" % n}})
    print("sound", log.verify() is None)
    print("activity", log.activity()[:3])
    print("bursts", log.bursts(300, 3))
    text = export_csv(log, ["number", "actor", "action"])
    print("csv", len(text), zlib.crc32(text.encode()), "last", log.entries()[-1]["digest"][:16])
    forged = AuditLog(log.lines)
    forged.lines[123] = forged.lines[123].replace("srv", "svr")
    print("forged at", forged.verify())


if __name__ == "__main__":
    main()
