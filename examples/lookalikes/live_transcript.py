# SPDX-License-Identifier: Apache-2.0
"""Write the transcript of a meeting that others read while it grows.

Looks like: += in a loop -> collect the parts in a list and join them at the end.
Why it must stay: write_up is called with a str for minutes and with a Transcript
for live meetings. A Transcript's += changes the object in place, numbers the line,
and the readers that hold the same object look at it before the loop is over.
"""

import random


class Transcript:
    """A text that several people hold on to."""

    def __init__(self):
        self.lines = []
        self.readers = []

    def __iadd__(self, text):
        self.lines.append("%04d %s" % (len(self.lines) + 1, text))
        for reader in self.readers:
            reader.notice(self)
        return self

    def __str__(self):
        return "\n".join(self.lines)


class Reader:
    """Remembers the lines in which a word was said."""

    def __init__(self, word):
        self.word = word
        self.seen = []

    def notice(self, transcript):
        latest = transcript.lines[-1]
        if self.word in latest:
            self.seen.append(latest[:4])


def write_up(text, remarks):
    """Add all remarks to a text and return it."""
    for speaker, remark in remarks:
        text += speaker + ": " + remark + "\n"
    return text


def sample_remarks(seed, count):
    """A made-up meeting."""
    rng = random.Random(seed)
    words = ["budget", "deadline", "coffee", "agreed", "later", "numbers"]
    return [("P%d" % rng.randrange(5), " ".join(rng.choice(words) for _ in range(6)))
            for _ in range(count)]


def main():
    for week in range(20):
        remarks = sample_remarks(week, 6_000)
        live = Transcript()
        live.readers = [Reader("budget"), Reader("coffee")]
        final = write_up(live, remarks)
        minutes = write_up("", remarks[:10])
        print(week, final is live, len(str(final)), [len(r.seen) for r in live.readers], len(minutes))


if __name__ == "__main__":
    main()
