# SPDX-License-Identifier: Apache-2.0
import math
import random

from objtext import dump_obj, parse_obj
from weld_tools import weld


def soup(rng, rings, segments):
    """A bumpy torus as separate triangles, jittered below the weld tolerance."""
    def at(i, j):
        u, v = 2 * math.pi * (i % rings) / rings, 2 * math.pi * (j % segments) / segments
        r = 1.0 + 0.1 * math.cos(3 * u)
        w = 3.0 + r * math.cos(v)
        return (round(w * math.cos(u), 2), round(w * math.sin(u), 2), round(r * math.sin(v), 2))

    lines = ["# scan"]
    count = 0
    for i in range(rings):
        for j in range(segments):
            a, b, c, d = at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)
            for tri in ((a, b, c), (a, c, d)):
                for p in tri:
                    lines.append("v " + " ".join("%.5f" % (k + rng.uniform(-1e-4, 1e-4)) for k in p))
                lines.append("f %d %d %d" % (count + 1, count + 2, count + 3))
                count += 3
    return "\n".join(lines) + "\n"


def main():
    text = soup(random.Random(5), 27, 18)
    vertices, faces = parse_obj(text)
    mesh = weld(vertices, faces, 2)
    written = dump_obj(mesh.vertices, mesh.faces)
    again = weld(*parse_obj(written), 2)
    print("soup", len(vertices), "welded", len(mesh.vertices), "faces", len(mesh.faces))
    print("euler", mesh.euler_characteristic(), "boundary", len(mesh.boundary()))
    print("volume %.5f %.5f" % (mesh.volume(), again.volume()), "text", len(written), sum(map(ord, written)))


if __name__ == "__main__":
    main()
