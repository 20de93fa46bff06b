# SPDX-License-Identifier: Apache-2.0
"""Units of measure: parsing of compound units and conversion along a graph of definitions."""
import re
from collections import defaultdict

DEFINITIONS = """
km = 1000 m
cm = 0.01 m
mm = 0.1 cm
in = 2.54 cm
ft = 12 in
yd = 3 ft
mi = 1760 yd
min = 60 s
h = 60 min
d = 24 h
g = 0.001 kg
t = 1000 kg
lb = 0.45359237 kg
oz = 0.0625 lb
stone = 14 lb
mV = 0.001 V
kV = 1000 V
mA = 0.001 A
J = 1 kg*m^2/s^2
kJ = 1000 J
kWh = 3600 kJ
cal = 4.184 J
kcal = 1000 cal
N = 1 kg*m/s^2
W = 1 J/s
kW = 1000 W
hp = 745.69987158227022 W
Pa = 1 N/m^2
bar = 100000 Pa
psi = 6894.757293168 Pa
l = 0.001 m^3
"""

BASE = ["m", "s", "kg", "A", "K", "V"]


class UnitError(ValueError):
    pass


class UnitBook:
    def __init__(self, text=DEFINITIONS):
        self.text = text

    def definition(self, unit):
        """(factor, defining expression) of a derived unit, or None for base units."""
        for line in self.text.splitlines():
            match = re.match(r"^\s*(\w+)\s*=\s*(\S+)\s+(\S+)\s*$", line)
            if match and match.group(1) == unit:
                return float(match.group(2)), match.group(3)
        if unit in BASE:
            return None
        raise UnitError("unknown unit " + unit)

    def tokens(self, expression):
        """'kg*m^2/s' -> [('kg', 1), ('m', 2), ('s', -1)]"""
        found = []
        sign = 1
        for piece in re.split(r"([*/])", expression):
            if piece == "*":
                sign = 1
            elif piece == "/":
                sign = -1
            else:
                match = re.fullmatch(r"\s*([A-Za-z]+)(?:\^(-?\d+))?\s*", piece)
                if not match:
                    raise UnitError("cannot read " + repr(expression))
                found.append((match.group(1), sign * int(match.group(2) or 1)))
        return found

    def reduce(self, expression):
        """Factor and exponents in base units."""
        factor = 1.0
        exponents = defaultdict(int)
        for unit, power in self.tokens(expression):
            known = self.definition(unit)
            if known is None:
                exponents[unit] += power
                continue
            inner_factor, inner = self.reduce(known[1])
            factor *= (known[0] * inner_factor) ** power
            for name, inner_power in inner.items():
                exponents[name] += inner_power * power
        return factor, {name: power for name, power in exponents.items() if power != 0}

    def convert(self, value, source, target):
        from_factor, from_dimension = self.reduce(source)
        to_factor, to_dimension = self.reduce(target)
        if from_dimension != to_dimension:
            raise UnitError(f"{source} and {target} measure different things")
        return value * from_factor / to_factor

    def compatible(self, expression, candidates):
        matching = []
        for other in candidates:
            if self.reduce(other)[1] == self.reduce(expression)[1]:
                matching.append(other)
        return matching

    def best_unit(self, value, source, candidates):
        """The candidate in which the value has the smallest number of at least one."""
        choices = []
        for unit in self.compatible(source, candidates):
            number = self.convert(value, source, unit)
            if number >= 1:
                choices.append((number, unit))
        if not choices:
            return value, source
        choices.sort()
        return choices[0]


def convert_table(book, rows, target):
    """Converts (label, value, unit) rows; rows that cannot be converted come back as None."""
    converted = []
    for label, value, unit in rows:
        try:
            converted.append((label, book.convert(value, unit, target)))
        except UnitError:
            converted.append((label, None))
    return converted
