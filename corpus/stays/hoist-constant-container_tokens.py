# SPDX-License-Identifier: Apache-2.0
# stays: hoist-constant-container: each list is kept in a register and told apart by identity
"""Cloakroom tokens: every guest gets a set of three hooks of their own.

The hooks start alike; what hangs on them is entered later, and a guest's hooks are
found again because they are the same object.
"""

import random
from typing import Dict, List


def hooks_for(register: List[List[str]], children: int) -> List[str]:
    """New hooks; the register keeps them."""
    hooks = ["free", "free", "free", "hat"]
    if hooks[3] == "hat" and children:
        register.append(hooks)
        return hooks
    register.append(hooks)
    return hooks


def hang(hooks: List[str], what: str) -> int:
    """Hang something on the first free hook; returns its number, or -1."""
    for number in range(len(hooks)):
        if hooks[number] == "free":
            hooks[number] = what
            return number
    return -1


def evening(rng: random.Random, guests: int) -> Dict[str, int]:
    """Counts of an evening."""
    register: List[List[str]] = []
    refused = 0
    for guest in range(guests):
        hooks = hooks_for(register, guest % 3)
        for _ in range(rng.randrange(5)):
            if hang(hooks, rng.choice(("coat", "scarf", "umbrella"))) < 0:
                refused += 1
    free = sum(hooks.count("free") for hooks in register)
    different = len({id(hooks) for hooks in register})
    return {"refused": refused, "free": free, "different": different}


def main() -> None:
    rng = random.Random(1900)
    for day in ("Monday", "Tuesday", "Wednesday"):
        print(day, evening(rng, 30_000))


if __name__ == "__main__":
    main()
