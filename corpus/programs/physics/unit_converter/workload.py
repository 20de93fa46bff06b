# SPDX-License-Identifier: Apache-2.0
import random

from measure_units import UnitBook, convert_table


def main():
    rng = random.Random(299)
    book = UnitBook()
    rows = []
    for n in range(800):
        unit = rng.choice(("kWh", "kcal", "J", "hp*h", "N*mi", "lb*ft^2/s^2", "psi*l", "kg*m"))
        rows.append(("r%d" % n, rng.randrange(1, 5000) / 8, unit))
    table = convert_table(book, rows, "kJ")
    good = [value for _, value in table if value is not None]
    print("converted", len(good), "failed", len(table) - len(good), "sum %.6f" % sum(good))
    picks = {}
    for n in range(60):
        number, unit = book.best_unit(rng.randrange(10, 10 ** 6), rng.choice(("in", "g", "mm", "oz")),
                                      ["mm", "cm", "m", "km", "mi", "ft", "g", "kg", "t", "stone"])
        picks[unit] = picks.get(unit, 0) + number
    print([(unit, "%.6f" % picks[unit]) for unit in sorted(picks)])


if __name__ == "__main__":
    main()
