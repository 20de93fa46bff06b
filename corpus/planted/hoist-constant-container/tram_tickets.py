# SPDX-License-Identifier: Apache-2.0
# planted: hoist-constant-container in fare_for.<locals>.fare
"""Fares of a tram, by zones, age and time of day."""

import random


def fare_for(city: str):
    """A function that gives the fare of one ride in cents."""
    extra = 10 if city.endswith("burg") else 0

    def fare(zones: int, age: str, hour: int) -> int:
        steps = [0, 240, 310, 390, 450, 520, 590, 640, 690]
        off_peak = {9, 10, 11, 12, 13, 14, 19, 20, 21, 22, 23}
        price = steps[min(zones, 8)] + extra
        if age == "child":
            price //= 2
        if hour in off_peak:
            price -= price // 5
        return price

    return fare


def revenue(rides: list[tuple[int, str, int]], city: str) -> dict[str, int]:
    """Cents by age."""
    fare = fare_for(city)
    sums = {"adult": 0, "child": 0}
    for zones, age, hour in rides:
        sums[age] += fare(zones, age, hour)
    return sums


def busiest(rides: list[tuple[int, str, int]]) -> int:
    """The hour with most rides."""
    hours = [0] * 24
    for _, _, hour in rides:
        hours[hour] += 1
    return hours.index(max(hours))


def timetable(rng: random.Random, count: int) -> list[tuple[int, str, int]]:
    """Rides of a day."""
    rides = []
    for _ in range(count):
        age = "child" if rng.random() < 0.2 else "adult"
        rides.append((rng.randrange(1, 10), age, int(rng.triangular(5, 24, 8))))
    return rides


def main() -> None:
    rides = timetable(random.Random(90), 60_000)
    for city in ("Magdeburg", "Erfurt", "Freiburg", "Ulm", "Gera", "Mainz", "Naumburg"):
        sums = revenue(rides, city)
        print(city, sums, busiest(rides))


if __name__ == "__main__":
    main()
