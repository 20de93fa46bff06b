# SPDX-License-Identifier: Apache-2.0
import random

from gauges import Gauge, GaugeNetwork, great_circle, suspicious


def main():
    rng = random.Random(444)
    gauges = []
    for number in range(270):
        lat, lon = rng.uniform(45.0, 49.0), rng.uniform(5.0, 12.0)
        rain = None if rng.random() < 0.1 else round(20 + 4 * lon + rng.gauss(0, 12), 1)
        gauges.append(Gauge("G%03d" % number, lat, lon, rain))
    network = GaugeNetwork(gauges)
    pairs = network.mutual_pairs(3)
    first, second = network.closest_pair()
    filled = network.fill_gaps(4)
    flagged = suspicious(network, 5, 1.4)
    print("mutual", len(pairs), pairs[0], pairs[-1])
    print("closest", first, second, "%.4f km" % great_circle(first, second))
    print("filled", len(filled), "%.5f" % sum(filled.values()))
    print("suspicious", len(flagged), sum(int(code[1:]) for code in flagged))


if __name__ == "__main__":
    main()
