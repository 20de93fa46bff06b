# SPDX-License-Identifier: Apache-2.0
"""Role definitions with inheritance, and the grants they carry."""

from dataclasses import dataclass, field


@dataclass
class Role:
    name: str
    inherits: list = field(default_factory=list)
    allow: list = field(default_factory=list)
    deny: list = field(default_factory=list)


class RoleCycle(Exception):
    pass


class RoleBook:
    def __init__(self, roles):
        self.roles = roles

    def get(self, name):
        for role in self.roles:
            if role.name == name:
                return role
        raise KeyError(f"no role {name!r}")

    def lineage(self, name, trail=()):
        """The role and everything it inherits from, nearest first, each role once."""
        if name in trail:
            raise RoleCycle(" -> ".join([*trail, name]))
        order = [name]
        for parent in self.get(name).inherits:
            for ancestor in self.lineage(parent, (*trail, name)):
                if ancestor not in order:
                    order.append(ancestor)
        return order

    def grants(self, name):
        """(allow patterns, deny patterns) of the lineage, without repetitions."""
        allow, deny = [], []
        for ancestor in self.lineage(name):
            role = self.get(ancestor)
            for pattern in role.allow:
                if pattern not in allow:
                    allow.append(pattern)
            for pattern in role.deny:
                if pattern not in deny:
                    deny.append(pattern)
        return allow, deny
