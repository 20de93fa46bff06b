# SPDX-License-Identifier: Apache-2.0
# planted: string-append-to-join in subtitle_file
"""Write subtitle files from the spoken lines of a film."""
from __future__ import annotations

import random

GREETINGS = ["Hello.", "Good evening.", "Well, well."]


def clock(milliseconds: int) -> str:
    """A time as subtitle files want it."""
    seconds, rest = divmod(milliseconds, 1_000)
    return "%02d:%02d:%02d,%03d" % (seconds // 3_600, seconds // 60 % 60, seconds % 60, rest)


def subtitle_file(lines: list[str], speed: int) -> str:
    """All lines one after the other; a line stays for `speed` milliseconds a letter."""
    text = "WEBVTT\n\n"
    start = 0
    for number, line in enumerate(lines, 1):
        end = start + speed * len(line)
        text = text + str(number) + "\n"
        text = text + clock(start) + " --> " + clock(end) + "\n" + line + "\n\n"
        start = end + 40
    return text


def shout(text: str) -> str:
    """The text for viewers who want everything in capitals."""
    return text.upper() + "!" * (len(text) % 3)


def versions(lines: list[str]) -> list[str]:
    """A file for normal readers and one for slow readers."""
    return [subtitle_file(lines, 50), subtitle_file([shout(line) for line in lines[::2]], 90)]


def sample_lines(seed: int, count: int) -> list[str]:
    """Made-up dialogue."""
    rng = random.Random(seed)
    words = ["never", "trust", "a", "captain", "who", "sings", "before", "dawn", "or", "rain"]
    lines = [" ".join(rng.choice(words) for _ in range(rng.randrange(3, 9))) for _ in range(count)]
    lines[0] = rng.choice(GREETINGS)
    return lines


def main() -> None:
    for film in range(3):
        files = versions(sample_lines(film, 2_900))
        for text in files:
            print(film, len(text), text.count("-->"), sum(map(ord, text[-40:])))


if __name__ == "__main__":
    main()
