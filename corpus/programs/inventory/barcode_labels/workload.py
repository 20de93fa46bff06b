# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from ean_symbols import complete, decode, modules
from label_printer import print_job

WORDS = "roasted almonds organic wholemeal crispbread tomato passata mountain honey linseed oil camomile".split()


def main():
    rng = random.Random(640)
    articles = []
    for _ in range(1900):
        twelve = f"{rng.randrange(400, 441)}{rng.randrange(10**4):04d}{rng.randrange(90):05d}"
        articles.append((" ".join(rng.sample(WORDS, rng.randrange(2, 6))), twelve))
    articles += rng.sample(articles, 40)
    job = print_job(articles, 4)
    wrong = 0
    for _, twelve in articles[:1200]:
        code = complete(twelve)
        if decode(modules(code)) != code:
            wrong += 1
    print("labels", job.count("^LABEL"), "bytes", len(job), "crc", zlib.crc32(job.encode()), "wrong", wrong)


if __name__ == "__main__":
    main()
