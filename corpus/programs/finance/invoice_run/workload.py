# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from invoice_text import billing_run
from rating import Usage


def main():
    rng = random.Random(600)
    usages = []
    for _ in range(6400):
        kind = rng.choice(["voice", "voice", "data", "message", "roaming"])
        units = rng.randint(1, 12) if kind != "data" else rng.randint(1, 160)
        usages.append(Usage(int(rng.expovariate(0.012)), kind, units, rng.randint(1, 30)))
    invoices, total = billing_run(usages)
    text = "\n".join(invoices)
    print(len(invoices), total, len(text), zlib.crc32(text.encode()))
    print(invoices[3])


if __name__ == "__main__":
    main()
