# SPDX-License-Identifier: Apache-2.0


class Block:
    def __init__(self, label, body, targets):
        self.label = label
        self.body = body          # list of (defined name or None, [used names])
        self.targets = targets    # labels of the successors

    def __repr__(self):
        return "<block %s>" % self.label


class FlowGraph:
    def __init__(self):
        self.blocks = []

    def add(self, label, body, targets=()):
        if label in [b.label for b in self.blocks]:
            raise ValueError("duplicate label " + label)
        self.blocks.append(Block(label, body, list(targets)))

    def block(self, label):
        return [b for b in self.blocks if b.label == label][0]

    def successors(self, block):
        return [self.block(label) for label in block.targets]

    def predecessors(self, block):
        return [b for b in self.blocks if block.label in b.targets]

    def names(self):
        seen = []
        for block in self.blocks:
            for dest, uses in block.body:
                for name in uses + ([dest] if dest else []):
                    if not name in seen:
                        seen.append(name)
        return seen
