# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from vault_store import SessionVault


def main():
    rng = random.Random(2024)
    vault = SessionVault("correct horse", capacity=500, idle=800.0)
    tokens = []
    clock = 0.0
    digest = 0
    misses = 0
    for step in range(4500):
        clock += rng.random() * 2.0
        action = rng.random()
        if action < 0.3 or not tokens:
            tokens.append(vault.open(f"user{rng.randrange(150)}", clock))
            continue
        token = rng.choice(tokens[-400:])
        if action < 0.6:
            data = vault.load(token, clock)
            if data is None:
                misses += 1
                continue
            data.setdefault("cart", []).append(step % 17)
            vault.save(token, data, clock)
            digest = zlib.crc32(repr(data).encode(), digest)
        elif action < 0.8:
            vault.flash(token, f"notice {step % 4}", clock)
        elif action < 0.98:
            for text in vault.take_flashes(token, clock):
                digest = zlib.crc32(text.encode(), digest)
        else:
            digest += vault.close_user(f"user{rng.randrange(150)}")
    print("open", len(vault.sessions), "expired", vault.expired_count, "evicted", len(vault.evicted))
    print("misses", misses, "digest", digest, "last", ",".join(vault.evicted[-3:]))


if __name__ == "__main__":
    main()
