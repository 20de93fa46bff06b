# SPDX-License-Identifier: Apache-2.0
# planted: log-formatting-guard in check_archive
"""Check the boxes of an archive against its catalogue."""

import logging
import random

log = logging.getLogger("archive")


def check_archive(boxes: list[str], shelves: int) -> dict[str, int]:
    """Compare labels with the catalogue; returns counts."""
    log.warning("the check of %d boxes begins", len(boxes))

    # labels that occur twice
    known = set()
    doubles = 0
    for label in boxes:
        if label in known:
            doubles += 1
        known.add(label)

    # shelves are numbered by the end of the label
    used = [0] * shelves
    for label in boxes:
        shelf = len(label) % shelves
        log.debug("box " + label + " in state " + label.lower() + " goes to " + str(shelf)
                  + " of " + str(shelves) + ", which holds " + str(used[shelf]) + " boxes")
        used[shelf] += 1

    # shelves that hold too many boxes
    crowded = 0
    for count in used:
        if count > len(boxes) // 20:
            log.debug("crowded: %d", count)
            crowded += 1
    return {"boxes": len(boxes), "doubles": doubles, "crowded": crowded, "most": max(used)}


def make_labels(rng: random.Random, count: int) -> list[str]:
    """Labels as the archivists wrote them."""
    towns = ["Bath", "Chester", "Dover", "Wells-next-the-Sea", "York", "Berwick-upon-Tweed"]
    return [rng.choice(towns) + "/" + str(rng.randrange(10 ** rng.randrange(2, 9)))
            for _ in range(count)]


def main() -> None:
    log.addHandler(logging.NullHandler())
    log.propagate = False
    log.setLevel(logging.WARNING)
    rng = random.Random(26)
    for year in (1950, 1975, 2000):
        labels = make_labels(rng, 60_000)
        print(year, check_archive(labels * 3, 24))


if __name__ == "__main__":
    main()
