# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from usage_report import duplicates, folder_sizes, human, letter, over_quota, parse_listing


def main():
    rng = random.Random(1024)
    owners = ["ana", "bea", "carl", "dov", "emil", "fay"]
    lines = ["# size owner path"]
    for n in range(620):
        owner = rng.choice(owners)
        depth = rng.randrange(0, 4)
        folder = "".join("/" + rng.choice(("src", "data", "img", "old")) for _ in range(depth))
        name = rng.choice(("report.pdf", "a.txt", "core", "movie file.mkv")) if n % 3 else f"f{n}.bin"
        size = rng.choice((0, 4096, 70000, rng.randrange(10 ** 7)))
        lines.append(f"{size} {owner} /home/{owner}{folder}/{name}")
    files = parse_listing("\n".join(lines))
    sizes = folder_sizes(files)
    print("folders", len(sizes), "root", human(sizes["/"]), "check", sum(n * s for n, s in enumerate(sizes.values())))
    offenders = over_quota(files, {"ana": 10 ** 9, "bea": 10 ** 8}, 11 * 10 ** 7)
    letters = "".join(letter(files, *row) for row in offenders)
    print("offenders", [row[0] for row in offenders], zlib.crc32(letters.encode()))
    groups = duplicates(files)
    print("duplicates", len(groups), max(len(group) for group in groups), groups[0][0])


if __name__ == "__main__":
    main()
