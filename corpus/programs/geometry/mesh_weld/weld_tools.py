# SPDX-License-Identifier: Apache-2.0
# Welding of triangle soup into a closed mesh, and the checks we run on it.


class Mesh:
    def __init__(self, vertices, faces):
        self.vertices = vertices
        self.faces = faces

    def edge_list(self):
        """Every side of every face, smaller index first; shared sides come twice."""
        edges = []
        for face in self.faces:
            for i in range(len(face)):
                a = face[i]
                b = face[(i + 1) % len(face)]
                edges = edges + [(min(a, b), max(a, b))]
        return edges

    def boundary(self):
        edges = self.edge_list()
        return [e for e in edges if edges.count(e) == 1]

    def euler_characteristic(self):
        used = {c for face in self.faces for c in face}
        return len(used) - len(set(self.edge_list())) + len(self.faces)

    def volume(self):
        total = 0.0
        for face in self.faces:
            a = self.vertices[face[0]]
            for i in range(1, len(face) - 1):
                b = self.vertices[face[i]]
                c = self.vertices[face[i + 1]]
                total += (
                    a[0] * (b[1] * c[2] - b[2] * c[1])
                    - a[1] * (b[0] * c[2] - b[2] * c[0])
                    + a[2] * (b[0] * c[1] - b[1] * c[0])
                )
        return total / 6.0


def weld(vertices, faces, digits=3):
    """Merge vertices that agree to the given digits; drop faces that collapse."""
    keys = []
    kept = []
    mapping = {}
    for number, vertex in enumerate(vertices):
        key = tuple(round(c, digits) for c in vertex)
        if key in keys:
            mapping[number] = keys.index(key)
        else:
            mapping[number] = len(keys)
            keys.append(key)
            kept.append(vertex)
    out = []
    for face in faces:
        corners = []
        for c in face:
            if mapping[c] not in corners:
                corners.append(mapping[c])
        if len(corners) >= 3:
            out.append(corners)
    return Mesh(kept, out)
