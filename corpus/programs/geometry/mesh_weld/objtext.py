# SPDX-License-Identifier: Apache-2.0
# Reading and writing of the small part of the OBJ format that our scanner uses.
import re


def parse_obj(text):
    vertices = []
    faces = []
    for line in text.split("\n"):
        if re.match(r"^\s*(#.*)?$", line):
            continue
        m = re.match(r"^v\s+(\S+)\s+(\S+)\s+(\S+)\s*$", line)
        if m:
            vertices.append((float(m.group(1)), float(m.group(2)), float(m.group(3))))
            continue
        m = re.match(r"^f\s+(.+)$", line)
        if m:
            corners = [int(c.split("/")[0]) - 1 for c in m.group(1).split()]
            for c in corners:
                if not 0 <= c < len(vertices):
                    raise ValueError("face refers to vertex %d of %d" % (c + 1, len(vertices)))
            faces.append(corners)
            continue
        raise ValueError("cannot read line: " + line)
    return vertices, faces


def dump_obj(vertices, faces):
    out = ""
    for x, y, z in vertices:
        out += "v %.4f %.4f %.4f\n" % (x, y, z)
    for face in faces:
        out += "f"
        for corner in face:
            out += " " + str(corner + 1)
        out += "\n"
    return out
