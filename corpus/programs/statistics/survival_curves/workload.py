# SPDX-License-Identifier: Apache-2.0
import random

from kaplan import (Subject, age_bands, concordance_index, kaplan_meier, log_rank, median_survival,
                    restricted_mean)


def trial(size, seed):
    rng = random.Random(seed)
    subjects = []
    for i in range(size):
        age = int(40 + 40 * rng.random())
        arm = ("placebo", "low", "high")[i % 3]
        rate = (0.004, 0.0032, 0.0022)[i % 3] * (age / 60)
        death = int(rng.expovariate(rate)) + 1
        leave = int(rng.uniform(100, 700))
        subjects.append(Subject(min(death, leave), death <= leave, arm, age))
    return subjects


def main():
    subjects = trial(1400, 1958)
    steps = kaplan_meier(subjects)
    print("steps", len(steps), "last %.6f var %.8f" % (steps[-1].survival, steps[-1].variance))
    print("median", median_survival(steps), "mean %.4f" % restricted_mean(steps, 400))
    print("log rank %.5f %.5f" % (log_rank(subjects, "placebo", "high"), log_rank(subjects, "low", "high")))
    for age, band in age_bands(subjects, 10).items():
        print(age, len(band), median_survival(kaplan_meier(band)))
    print("concordance %.6f" % concordance_index(subjects))


if __name__ == "__main__":
    main()
