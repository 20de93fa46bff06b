# SPDX-License-Identifier: Apache-2.0
import json
import random
import zlib

from record_flattener import FlattenOptions, convert


def shipments(count, seed):
    rng = random.Random(seed)
    for n in range(count):
        doc = {
            "id": n,
            "sender": {"name": f"Depot {rng.randrange(9)}",
                       "address": {"street": "Rue \"A\", 4", "zip": rng.randrange(99999)}},
            "flags": {f"f{rng.randrange(40)}": rng.random() < 0.5 for _ in range(6)},
            "parcels": [{"weight": round(rng.uniform(0.1, 30), 2), "dims": [rng.randint(5, 90) for _ in range(3)],
                         "tags": rng.sample(["fragile", "cold", "priority", "bulky"], rng.randrange(3))}
                        for _ in range(rng.randrange(5))],
            "readings": {f"probe{k}": {"t": rng.randint(-20, 30), "rh": rng.randint(10, 90)} for k in range(8)},
        }
        yield json.dumps(doc)
        if n % 50 == 0:
            yield "<<truncated"


def main():
    lines = list(shipments(1200, 11))
    text = convert(lines, FlattenOptions(explode=["parcels"]))
    shallow = convert(lines[:200], FlattenOptions(separator="/", max_depth=2))
    for out in (text, shallow):
        rows = out.splitlines()
        print(len(rows), rows[0].count(","), len(out), zlib.crc32(out.encode()))


if __name__ == "__main__":
    main()
