# SPDX-License-Identifier: Apache-2.0
import random

from selection import Stepwise, collinear_pairs


def main():
    rng = random.Random(2718)
    names = ["temp", "wind", "sun", "rain", "dew", "soil", "slope", "age", "ph", "lime", "zinc", "frost"]
    rows = 2100
    data = {name: [rng.gauss(0, 1) for _ in range(rows)] for name in names}
    data["dew"] = [t + 0.2 * rng.gauss(0, 1) for t in data["temp"]]
    data["copy"] = list(data["wind"])
    response = [3 + 2.0 * t - 1.5 * s + 0.7 * w + 0.3 * p + rng.gauss(0, 0.8)
                for t, s, w, p in zip(data["temp"], data["sun"], data["wind"], data["ph"])]
    search = Stepwise(data, response)
    print("model", search.run(7))
    print("gains", ["%.3f" % gain for gain, _ in search.trail])
    print("beta", {name: round(value, 5) for name, value in search.coefficients().items()})
    print("collinear", collinear_pairs(data, 0.6))


if __name__ == "__main__":
    main()
