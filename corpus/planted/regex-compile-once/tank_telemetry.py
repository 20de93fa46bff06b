# SPDX-License-Identifier: Apache-2.0
# planted: regex-compile-once in Station.receive
"""Receive messages from water tanks over a poor radio link."""

import random
import re


class Station:
    """Collects the levels of tanks and counts what came in broken."""

    def __init__(self):
        self.levels = {}
        self.alarms = []
        self.broken = 0

    def receive(self, message):
        """Take a message in."""
        parts = re.compile(r"tank=(?P<tank>[A-Z]\d\d);level=(?P<level>\d+);(?P<state>ok|low|leak)").fullmatch(message)
        if not parts:
            self.broken += 1
            return
        tank = parts["tank"]
        self.levels[tank] = int(parts["level"])
        if parts["state"] != "ok":
            self.alarms.append(tank)

    def lowest(self):
        """The tank with the least water."""
        return min(self.levels, key=lambda tank: (self.levels[tank], tank))


def garble(message, rng):
    """What the radio makes of a message now and then."""
    if rng.random() < 0.1:
        return message.replace(rng.choice("=;kl"), "~")
    return message


def sample_messages(seed, count):
    """Made-up messages, ready to be received."""
    rng = random.Random(seed)
    tanks = ["%s%02d" % (letter, number) for letter in "ABCD" for number in range(40)]
    messages = []
    for _ in range(count):
        state = "ok" if rng.random() < 0.95 else rng.choice(("low", "leak"))
        messages.append(garble("tank=%s;level=%d;%s" % (rng.choice(tanks), rng.randrange(9_000), state), rng))
    return messages


def main():
    messages = sample_messages(5, 70_000)
    for hour in range(8):
        station = Station()
        for message in messages[hour:]:
            station.receive(message)
        print(hour, len(station.levels), station.broken, len(station.alarms), station.lowest())


if __name__ == "__main__":
    main()
