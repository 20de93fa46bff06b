# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from tabula import Table, from_csv


def main():
    rng = random.Random(64)
    ports = ["Bergen", "Porto", "Gda\u0144sk", "\u6a2a\u6d5c", "Cafe\u0301 Quay", "Valpara\u00edso"]
    table = Table(["port", "berth", "tonnes", "dues", "remark"], footer=True)
    for n in range(136):
        dues = "" if n % 13 == 5 else f"{rng.randrange(-9000, 4_000_000) / 100:.2f}"
        table.append(rng.choice(ports), n + 1, rng.randrange(10, 90_000), dues, rng.choice(["", "late", "pilot, tug"]))
    art = table.render()
    print(art.splitlines()[3])
    print(art.splitlines()[-2])
    rows = ["station,reading,\"unit, scale\""]
    for n in range(70):
        rows.append(f"S{n % 7},{rng.random() * 5000:.{n % 4}f},\"mm, {'log' if n % 3 else 'lin'}\"")
    second = from_csv("\n".join(rows), footer=True).render()
    print(second.splitlines()[-2])
    print("crc", zlib.crc32(art.encode()), zlib.crc32(second.encode()), len(art), len(second))


if __name__ == "__main__":
    main()
