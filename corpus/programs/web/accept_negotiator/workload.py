# SPDX-License-Identifier: Apache-2.0
import random

from negotiate import NotAcceptable, Variant, negotiate

ACCEPTS = [
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "application/json",
    'text/html;level="1";q=0.4, text/*;q=0.7, application/json;version=2',
    "image/png, image/*;q=0.5",
    "*/*",
    "",
]
LANGUAGES = ["en-GB,en;q=0.9", "da, en-gb;q=0.8, en;q=0.7", "fr-CH, fr;q=0.9, *;q=0.5", "", "pt-BR;q=0"]
CODINGS = ["gzip, deflate, br", "gzip;q=0.9, br;q=0.2", "identity", "", "*;q=0.1"]


def main():
    rng = random.Random(88)
    variants = []
    for language in ("en", "fr", "de", "da", "pt-BR"):
        variants.append(Variant("text/html", language, 9000 + len(language)))
        variants.append(Variant("application/json;version=2", language, 1200))
        variants.append(Variant("text/plain", language, 300))
    tally = {}
    refused = 0
    for _ in range(4200):
        headers = {
            "accept": rng.choice(ACCEPTS),
            "accept-language": rng.choice(LANGUAGES),
            "accept-encoding": rng.choice(CODINGS),
        }
        try:
            variant, coding = negotiate(headers, variants)
        except NotAcceptable:
            refused += 1
            continue
        key = f"{variant.media}|{variant.language}|{coding}"
        tally[key] = tally.get(key, 0) + 1
    for key in sorted(tally):
        print(key, tally[key])
    print("refused", refused)


if __name__ == "__main__":
    main()
