# SPDX-License-Identifier: Apache-2.0
# planted: membership-list-to-set in missing_codes
"""Compare what a library's shelves hold with what its catalogue says.

Every evening the shelf scanners deliver the codes that they have read. A code that the
catalogue knows and no scanner has seen is missing; a code that was seen and that the
catalogue does not know is a stray.
"""
from __future__ import annotations

import random

DAMAGED = ["#", "?", "~"]


def missing_codes(expected: list[str], found: list[str]) -> list[str]:
    """Codes that were expected and not found, in the order of `expected`."""
    missing: list[str] = []
    for code in expected:
        if code.startswith("REF"):
            continue
        if code not in found:
            missing.append(code)
    return missing


def readable(codes: list[str]) -> list[str]:
    """Codes in which the scanner did not mark a damaged letter."""
    return [code for code in codes if code[-1] not in DAMAGED]


def audit(catalogue: list[str], scans: list[str]) -> dict[str, list[str]]:
    """Missing and stray codes of one branch."""
    seen = readable(scans)
    return {
        "missing": missing_codes(catalogue, seen),
        "strays": missing_codes(seen, catalogue),
    }


def never_lent(catalogue: list[str], loans: list[tuple[str, int]]) -> list[str]:
    """Codes that nobody has borrowed."""
    lent = [code for code, day in loans if day >= 0]
    return missing_codes(catalogue, lent)


def is_flagship(catalogue: list[str], code: str) -> bool:
    """Whether a branch owns the book everybody asks for."""
    return code in catalogue


def sample_branch(seed: int, size: int) -> tuple[list[str], list[str], list[tuple[str, int]]]:
    """Made-up catalogue, scans and loans of a branch."""
    rng = random.Random(seed)
    catalogue = ["BK%06d" % number for number in rng.sample(range(900_000), size)]
    catalogue[::50] = ["REF%05d" % number for number in range(len(catalogue[::50]))]
    scans = [code for code in catalogue if rng.random() < 0.9]
    scans += ["XX%05d%s" % (number, rng.choice("0123#")) for number in range(size // 20)]
    rng.shuffle(scans)
    loans = [(rng.choice(catalogue), rng.randrange(-3, 300)) for _ in range(size)]
    return catalogue, scans, loans


def main() -> None:
    for branch, size in enumerate((2_400, 3_000, 3_600, 3_200)):
        catalogue, scans, loans = sample_branch(branch, size)
        result = audit(catalogue, scans)
        idle = never_lent(catalogue, loans)
        print(branch, len(result["missing"]), len(result["strays"]), len(idle),
              result["missing"][:2], idle[-1], is_flagship(catalogue, "BK000042"))


if __name__ == "__main__":
    main()
