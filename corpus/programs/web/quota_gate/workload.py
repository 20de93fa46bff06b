# SPDX-License-Identifier: Apache-2.0
import random

from quotagate import make_gate

KEYS = ["int-core", "int-batch", "int-legacy-7", "t-harbour", "t-rail", "h-demo1", "h-walks", "h-kayak", "anon"]
PATHS = ["/tiles/5/1/2", "/route/bike", "/geocode", "/tiles/9/88/31", "/elevation"]


def main():
    rng = random.Random(606)
    admit = make_gate(ban_after=70)
    weights = [22, 16, 2, 12, 9, 1, 4, 3, 1]
    now = 1000.0
    mix = 0
    for n in range(11000):
        now += rng.expovariate(60)
        key = rng.choices(KEYS, weights)[0]
        verdict = admit(key, rng.choice(PATHS), now)
        mix = (mix * 31 + len(verdict) + n) % 1_000_003
        if n % 2500 == 2499:
            for name in list(admit.banned):
                admit.pardon(name)
    print("counts", admit.counts, "mix", mix)
    print("banned", admit.banned, "loads", admit.loads())


if __name__ == "__main__":
    main()
