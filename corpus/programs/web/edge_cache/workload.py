# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from edge_cache_core import EdgeCache, Response


def make_origin():
    policies = [
        "public, max-age=60, stale-while-revalidate=30",
        "max-age=10, s-maxage=400",
        "public, max-age=900",
        "private, max-age=100",
    ]

    def origin(url, request_headers):
        number = zlib.crc32(url.encode())
        headers = {"cache-control": policies[number % 4]}
        if number % 3 == 0:
            headers["vary"] = "Accept-Language, Accept-Encoding"
        lang = request_headers.get("accept-language", "en")
        return Response(200 if number % 11 else 404, headers, f"{lang}:{url}:" + "x" * (number % 700))

    return origin


def main():
    rng = random.Random(318)
    cache = EdgeCache(capacity=330_000)
    origin = make_origin()
    digest = 0
    now = 0
    for n in range(11000):
        now += rng.randrange(0, 2)
        page = min(int(rng.paretovariate(0.5)), 1900)
        url = f"/{'img' if page % 2 else 'doc'}/{page}"
        request = {"accept-language": rng.choice(["en", "en", "de"]), "accept-encoding": "gzip"}
        outcome, body = cache.fetch(url, request, now, origin)
        digest = zlib.crc32(f"{outcome}{len(body)}".encode(), digest)
        if n % 2400 == 2399:
            digest ^= cache.invalidate("/img/1")
    print(cache.stats, "used", cache.used(), "entries", len(cache.entries), "crc", digest)


if __name__ == "__main__":
    main()
