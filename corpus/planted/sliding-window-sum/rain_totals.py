# SPDX-License-Identifier: Apache-2.0
# planted: sliding-window-sum in Catchment.wettest
"""Rain over a catchment: wettest spells and droughts, in tenths of a millimetre."""

import random


class Catchment:
    """Daily rain of several stations."""

    def __init__(self, name, area):
        self.name = name
        self.area = area
        self.stations = {}

    def record(self, station, rain):
        self.stations[station] = rain

    def mean_rain(self):
        """Whole tenths per day, over all stations."""
        days = zip(*self.stations.values())
        return [sum(day) // len(day) for day in days]

    def wettest(self, rain, days):
        """(day, rain) of the wettest spell of so many days, the earliest of equals."""
        best_day, best = 0, -1
        for end in range(days, len(rain) + 1):
            if sum(rain[end - days:end]) > best:
                best_day = end - days
                best = sum(rain[end - days:end])
        return best_day, best

    def longest_drought(self, rain):
        """Most days in a row without rain."""
        longest = current = 0
        for tenths in rain:
            current = 0 if tenths else current + 1
            if current > longest:
                longest = current
        return longest

    def volume(self, tenths):
        """Cubic metres that fall on the catchment."""
        return tenths * self.area * 100


def weather(rng, days):
    """Mostly dry, sometimes pouring."""
    rain = []
    for _ in range(days):
        rain.append(rng.randrange(300) if rng.random() < 0.3 else 0)
    return rain


def main():
    rng = random.Random(12)
    for name, area in (("Wupper", 813), ("Sieg", 2857)):
        catchment = Catchment(name, area)
        for station in ("hill", "dam", "mouth"):
            catchment.record(station, weather(rng, 18_000))
        rain = catchment.mean_rain()
        for days in (30, 60, 120):
            for series in (rain, catchment.stations["dam"], catchment.stations["hill"]):
                day, tenths = catchment.wettest(series, days)
                print(name, days, day, tenths, catchment.volume(tenths))
        print(name, catchment.longest_drought(rain))


if __name__ == "__main__":
    main()
