# SPDX-License-Identifier: Apache-2.0
# planted: regex-compile-once in make_cleaner.<locals>.clean
"""Clean up transcripts of interviews: pauses, laughter and stammering go."""

import random
import re

PAUSE = re.compile(r"\s*\(pause\)")


def make_cleaner(speakers):
    """Functions that clean a line and that count who spoke."""
    counts = {speaker: 0 for speaker in speakers}

    def clean(line):
        text = re.sub(PAUSE, "", line)
        text = re.sub(r"\b(\w+)( \1\b)+", r"\1", text)
        text = re.sub(r"\[\w+\]", "", text)
        speaker = text.partition(":")[0]
        if speaker in counts:
            counts[speaker] += 1
        return text

    def most_talkative():
        return max(counts, key=lambda speaker: (counts[speaker], speaker))

    return clean, most_talkative


def words(lines):
    """Number of words in the cleaned lines."""
    return sum(len(line.split()) - 1 for line in lines)


def sample_lines(seed, speakers, count):
    """Made-up lines: short answers, with what a recorder hears besides."""
    rng = random.Random(seed)
    phrases = ["yes", "no no", "I I think", "well", "not really [laughs]", "(pause) perhaps"]
    return ["%s: %s" % (rng.choice(speakers), rng.choice(phrases)) for _ in range(count)]


def main():
    speakers = ["Q", "Ann", "Bob"]
    lines = sample_lines(2, speakers, 12_000)
    for tape in range(13):
        clean, most_talkative = make_cleaner(speakers)
        cleaned = [clean(line) for line in lines[tape * 100:]]
        print(tape, len(cleaned), words(cleaned), most_talkative(), cleaned[0])


if __name__ == "__main__":
    main()
