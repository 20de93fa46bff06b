# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-expression in namer.<locals>.names
"""Names for the tiles of a map server.

Every tile is a file; its name holds the server's root, the layer and the zoom, so that
caches all over the world keep tiles of different layers apart.
"""


def namer(root: str):
    """A function that names all tiles of one row."""
    count = 0

    def names(layer: str, zoom: str, tiles: list[str]) -> list[str]:
        nonlocal count
        count += len(tiles)
        return [layer + "/" + zoom + "/" + layer + "-" + zoom + "-" + tile for tile in tiles]

    def total() -> int:
        return count

    return names, total


def checksum(names: list[str]) -> int:
    """One number for a row of names, from the names at its ends."""
    value = 0
    for name in names[:3] + names[-3:]:
        for letter in name:
            value = (value * 31 + ord(letter)) % 1_000_003
    return value


def first_name(root: str, layer: str) -> str:
    """The tile that is asked for when somebody opens the map."""
    return root + "/" + layer + "/" + "0/0"


def main() -> None:
    names, total = namer("https://tiles.example.org")
    sums = []
    for layer in ("streets", "relief", "snow", "harbours"):
        for zoom in range(6, 18):
            tiles = ["%d.png" % tile for tile in range(2_048)]
            row: list[str] = []
            for _ in range(30):
                row = names(layer, "z%02d" % zoom, tiles)
            sums.append(checksum(row))
    print(sums[:6], total())
    print(first_name("https://tiles.example.org", "snow"))


if __name__ == "__main__":
    main()
