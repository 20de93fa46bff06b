# SPDX-License-Identifier: Apache-2.0
# planted: bytes-slicing-to-offset in typeset
"""Turn the text of a punched tape into lines for a line printer."""

import random

WIDTH = 12


def typeset(tape: str, width: int):
    """The printed lines, how often each command came and the number of blanks.

    The tape holds fields of twelve characters: a command letter, two digits and the text. A
    page is `width` fields wide.
    """
    lines = []
    row = []
    commands = {}
    blanks = 0
    numbers = 0
    tape = tape.strip("\n")
    full = len(tape)
    while tape:
        field = tape[:WIDTH]
        tape = tape[WIDTH:]
        command = field[0]
        commands[command] = commands.get(command, 0) + 1
        if command == "N":
            lines.append(" ".join(row))
            row = []
            continue
        if command == "S":
            blanks += 1
            row.append("." * 9)
        else:
            numbers += int(field[1:3])
            row.append(field[3:])
        if len(row) == width:
            lines.append(" ".join(row))
            row = []
    if row:
        lines.append(" ".join(row))
    longest = max(map(len, lines))
    fields = full // WIDTH
    summary = "%d fields, %d lines, widest %d" % (fields, len(lines), longest)
    return lines, sorted(commands.items()), blanks, numbers, summary


def sample_tape(seed, fields):
    """A made-up tape."""
    rng = random.Random(seed)
    words = ["aluminium", "beryllium", "caesium..", "dysprosiu"]
    return "".join("%s%02d%s" % (rng.choice("PPPPSN"), rng.randrange(100), rng.choice(words))
                   for _ in range(fields))


def main():
    for reel in range(3):
        lines, commands, blanks, numbers, summary = typeset(sample_tape(reel, 32_000), 6)
        print(reel, commands, blanks, numbers, summary, "|", lines[0][:30])


if __name__ == "__main__":
    main()
