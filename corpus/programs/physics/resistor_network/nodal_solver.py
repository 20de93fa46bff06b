# SPDX-License-Identifier: Apache-2.0
"""Nodal analysis of resistor networks with current and grounded voltage sources."""


class Netlist:
    def __init__(self, text=""):
        self.parts = []
        for line in text.splitlines():
            line = line.split("*")[0].strip()
            if line:
                name, a, b, value = line.split()
                self.add(name, a, b, self.value_of(value))

    @staticmethod
    def value_of(text):
        """'4k7' is 4700, '10M' is 1e7, '2.2' is 2.2, '1m' is 0.001."""
        prefixes = {"k": 1e3, "M": 1e6, "m": 1e-3, "u": 1e-6, "R": 1.0}
        for sign in prefixes:
            if sign in text:
                whole, part = text.split(sign)
                return float(whole + "." + (part or "0") if "." not in whole else whole) * prefixes[sign]
        return float(text)

    def add(self, name, a, b, value):
        if name[0] == "R" and value <= 0:
            raise ValueError(name + " must be positive")
        self.parts.append((name, a, b, value))

    def nodes(self):
        """All nodes but ground, in order of first appearance."""
        names = []
        for _, a, b, _ in self.parts:
            for node in (a, b):
                if node != "0" and node not in names:
                    names.append(node)
        return names

    def conductance(self, one, other):
        """Sum of the conductances between two nodes."""
        total = 0.0
        for name, a, b, value in self.parts:
            if name.startswith("R") and ((a, b) == (one, other) or (b, a) == (one, other)):
                total += 1.0 / value
        return total

    def injected(self, node):
        total = 0.0
        for name, a, b, value in self.parts:
            if name.startswith("I"):
                if b == node:
                    total += value
                if a == node:
                    total -= value
        return total

    def fixed_voltage(self, node):
        for name, a, b, value in self.parts:
            if name.startswith("V") and a == node and b == "0":
                return value
        return None


class SingularNetwork(ArithmeticError):
    pass


def solve(matrix, right):
    """Gaussian elimination with partial pivoting; the arguments are left alone."""
    size = len(matrix)
    rows = [list(matrix[i]) + [right[i]] for i in range(size)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        if abs(rows[pivot][column]) < 1e-14:
            raise SingularNetwork("floating node")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for r in range(column + 1, size):
            factor = rows[r][column] / rows[column][column]
            if factor != 0.0:
                for c in range(column, size + 1):
                    rows[r][c] -= factor * rows[column][c]
    result = [0.0] * size
    for r in range(size - 1, -1, -1):
        known = sum(rows[r][c] * result[c] for c in range(r + 1, size))
        result[r] = (rows[r][size] - known) / rows[r][r]
    return result


def node_voltages(net):
    nodes = net.nodes()
    matrix, right = [], []
    for node in nodes:
        fixed = net.fixed_voltage(node)
        if fixed is not None:
            matrix.append([1.0 if other == node else 0.0 for other in nodes])
            right.append(fixed)
            continue
        row = []
        for other in nodes:
            if other == node:
                row.append(sum(net.conductance(node, k) for k in nodes + ["0"] if k != node))
            else:
                row.append(-net.conductance(node, other))
        matrix.append(row)
        right.append(net.injected(node))
    voltages = dict(zip(nodes, solve(matrix, right)))
    voltages["0"] = 0.0
    return voltages


def power_report(net):
    """(name, watts) of every resistor, hottest first."""
    voltages = node_voltages(net)
    rows = []
    for name, a, b, value in net.parts:
        if name.startswith("R"):
            rows.append((name, (voltages[a] - voltages[b]) ** 2 / value))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def input_resistance(net, node):
    """Resistance seen between a node and ground, sources being absent from the net."""
    probe = Netlist()
    probe.parts = net.parts + [("Iprobe", "0", node, 1.0)]
    return node_voltages(probe)[node]
