# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from deploy_graph import Service, blast_radius, critical_path, finish_time, render, waves


def main():
    rng = random.Random(7)
    services = []
    for n in range(165):
        needs = ()
        if n >= 12:
            needs = tuple(f"svc-{m:03d}" for m in sorted(rng.sample(range(max(0, n - 40), n - 10), min(2, n - 11))))
        services.append(Service(f"svc-{n:03d}", needs, rng.randrange(1, 12), rng.randrange(2, 25),
                                rng.choice(("eu", "us", "ap"))))
    rng.shuffle(services)
    text = render(services, 30)
    print("waves", len(waves(services)), "batches", len(text.splitlines()), zlib.crc32(text.encode()))
    path = critical_path(services)
    print("critical", path[0], path[-1], len(path), finish_time(services, path[-1]))
    print("radius", blast_radius(services)[:3], sum(hosts for _, hosts in blast_radius(services)))


if __name__ == "__main__":
    main()
