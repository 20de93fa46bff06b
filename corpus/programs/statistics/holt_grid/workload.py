# SPDX-License-Identifier: Apache-2.0
import random

from demandcast import choose_model, mape, one_step_errors, outlook, ses_forecast


def demand(weeks, slope, noise, seed):
    rng = random.Random(seed)
    return [round(50 + slope * w + rng.gauss(0, noise), 2) for w in range(weeks)]


def main():
    for article, slope, noise in (("milk", 0.0, 4.0), ("tea", 0.9, 2.0), ("salt", -0.4, 3.0)):
        series = demand(140, slope, noise, len(article) * 31)
        model, parameters, error, residual = choose_model(series, 8)
        ahead = outlook(series, model, parameters, 6)
        print(article, model, parameters, "%.5f" % error, "%.5f" % residual, "%.4f" % sum(ahead))
        errors = one_step_errors(series, lambda past: ses_forecast(past, 0.3), 10)
        print("  mape %.6f" % mape(series, errors))


if __name__ == "__main__":
    main()
