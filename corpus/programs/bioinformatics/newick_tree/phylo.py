# SPDX-License-Identifier: Apache-2.0
"""Newick trees: reading, writing, distances between leaves and clades."""


class Clade:
    def __init__(self, name="", length=0.0):
        self.name = name
        self.length = length
        self.children = []
        self.parent = None

    def add(self, child):
        child.parent = self
        self.children.append(child)
        return child

    def leaves(self):
        if not self.children:
            return [self]
        result = []
        for child in self.children:
            result = result + child.leaves()
        return result

    def leaf_names(self):
        return sorted(leaf.name for leaf in self.leaves())

    def ancestors(self):
        """From this clade up to the root."""
        chain = [self]
        while chain[-1].parent is not None:
            chain.append(chain[-1].parent)
        return chain

    def depth(self):
        if self.parent is None:
            return 0.0
        return self.parent.depth() + self.length

    def newick(self):
        return self._text() + ";"

    def _text(self):
        label = self.name
        if self.parent is not None:
            label += ":%g" % self.length
        if not self.children:
            return label
        return "(" + ",".join(child._text() for child in self.children) + ")" + label


class NewickError(ValueError):
    pass


def parse(text):
    """Tree of a Newick text; names have no quotes and no blanks inside."""
    root = here = Clade()
    while True:
        text = text.lstrip()
        if not text:
            raise NewickError("no semicolon at the end")
        char, text = text[0], text[1:]
        if char == "(":
            here = here.add(Clade())
        elif char == ",":
            if here.parent is None:
                raise NewickError("comma outside brackets")
            here = here.parent.add(Clade())
        elif char == ")":
            here = here.parent
            if here is None:
                raise NewickError("too many closing brackets")
        elif char == ";":
            if here is not root:
                raise NewickError("brackets left open")
            return root
        else:
            label = char
            while text and text[0] not in "(),;":
                label, text = label + text[0], text[1:]
            if ":" in label:
                here.name, length = label.strip().split(":")
                here.length = float(length)
            else:
                here.name = label.strip()


def find_leaf(root, name):
    for leaf in root.leaves():
        if leaf.name == name:
            return leaf
    raise KeyError(name)


def common_ancestor(a, b):
    line = b.ancestors()
    for clade in a.ancestors():
        if clade in line:
            return clade
    raise ValueError("leaves of different trees")


def path_length(root, first, second):
    a, b = find_leaf(root, first), find_leaf(root, second)
    top = common_ancestor(a, b)
    return a.depth() + b.depth() - 2 * top.depth()


def distance_table(root):
    names = root.leaf_names()
    return {(m, n): path_length(root, m, n) for m in names for n in names}


def clade_sets(root):
    """Leaf names of each inner clade, as tuples, the root first."""
    found = [tuple(root.leaf_names())]
    for child in root.children:
        if child.children:
            found.extend(clade_sets(child))
    return found


def shared_clades(first, second):
    return [c for c in clade_sets(first) if c in clade_sets(second)]
