# SPDX-License-Identifier: Apache-2.0
"""Packet filter rules in a compact text form.

    allow tcp 10.0.0.0/8 -> 192.168.4.0/24 80,443
    deny any 0.0.0.0/0 -> 0.0.0.0/0 *
"""


class RuleError(ValueError):
    pass


def address(text):
    value = 0
    parts = text.split(".")
    if len(parts) != 4:
        raise RuleError("bad address " + text)
    for part in parts:
        if not 0 <= int(part) <= 255:
            raise RuleError("bad address " + text)
        value = value * 256 + int(part)
    return value


def network(text):
    """First and last address of a CIDR block."""
    base, _, bits = text.partition("/")
    size = 2 ** (32 - int(bits or 32))
    first = address(base) // size * size
    return first, first + size - 1


def ports(text):
    """List of (low, high) port ranges."""
    if text == "*":
        return [(0, 65535)]
    ranges = []
    for piece in text.split(","):
        low, _, high = piece.partition("-")
        ranges.append((int(low), int(high or low)))
    return ranges


class Rule:
    def __init__(self, text):
        fields = text.split()
        if len(fields) != 6 or fields[3] != "->" or fields[0] not in ("allow", "deny"):
            raise RuleError("cannot read rule: " + text)
        self.text = text
        self.action, self.protocol = fields[0], fields[1]
        self.source, self.target, self.port_text = fields[2], fields[4], fields[5]

    def hits(self, packet):
        protocol, source, target, port = packet
        low, high = network(self.source)
        if not low <= address(source) <= high:
            return False
        low, high = network(self.target)
        if not low <= address(target) <= high:
            return False
        if self.protocol not in ("any", protocol):
            return False
        return any(low <= port <= high for low, high in ports(self.port_text))

    def covers(self, other):
        """Every packet the other rule hits is hit by this one."""
        if self.protocol != "any" and self.protocol != other.protocol:
            return False
        for mine, theirs in ((self.source, other.source), (self.target, other.target)):
            if network(mine)[0] > network(theirs)[0] or network(mine)[1] < network(theirs)[1]:
                return False
        for low, high in ports(other.port_text):
            if not any(a <= low and high <= b for a, b in ports(self.port_text)):
                return False
        return True
