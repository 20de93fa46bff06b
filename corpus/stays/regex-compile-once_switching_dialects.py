# SPDX-License-Identifier: Apache-2.0
# stays: regex-compile-once: the pattern is a module constant by name only; it is rebound
"""Find place names; the spelling depends on the language that is set."""

import random
import re

NAME = re.compile(r"[A-Z]\w+burg")


def language(ending):
    """Look for names with another ending from now on."""
    global NAME
    NAME = re.compile(r"[A-Z]\w+" + ending)


def places(lines):
    """Names in the lines."""
    found = []
    for line in lines:
        match = re.search(NAME, line)
        if match:
            found.append(match.group())
    return found


def main():
    rng = random.Random(14)
    for ending in ("burg", "bury", "borg", "burg"):
        language(ending)
        lines = ["to %s%s at noon" % (rng.choice(("Ham", "Salis", "Wis", "Os")),
                                      rng.choice(("burg", "bury", "borg"))) for _ in range(60_000)]
        found = places(lines)
        print(ending, len(found), found[:3], len(set(found)))


if __name__ == "__main__":
    main()
