# SPDX-License-Identifier: Apache-2.0
"""Answers access questions for principals that hold roles on scopes.

A permission pattern reads `service:object:verb`; each part may be `*`, and a
trailing `*` matches the beginning of a part.
"""

import re


def compile_pattern(pattern):
    parts = []
    for part in pattern.split(":"):
        parts.append(re.escape(part).replace(r"\*", "[^:]*"))
    return re.compile("^" + ":".join(parts) + "$")


def matches_any(patterns, permission):
    return any([compile_pattern(pattern).match(permission) is not None for pattern in patterns])


def scope_covers(scope, resource):
    """'/org/web' covers '/org/web' and '/org/web/...', not '/org/website'."""
    return resource == scope or resource.startswith(scope.rstrip("/") + "/")


class AccessGate:
    def __init__(self, book, assignments):
        self.book = book
        self.assignments = list(assignments)  # (principal, role, scope)
        self.decisions = []

    def roles_on(self, principal, resource):
        names = []
        for holder, role, scope in self.assignments:
            if holder == principal and scope_covers(scope, resource):
                names.append(role)
        return names

    def allowed(self, principal, permission, resource):
        """A deny of any role wins over all allows."""
        verdict = False
        denied = False
        for role in self.roles_on(principal, resource):
            allow, deny = self.book.grants(role)
            if matches_any(deny, permission):
                denied = True
            if matches_any(allow, permission):
                verdict = True
        result = verdict and not denied
        self.decisions.append((principal, permission, resource, result))
        return result

    def effective(self, principal, catalogue, resource):
        return [permission for permission in catalogue if self.allowed(principal, permission, resource)]

    def unused_assignments(self):
        """Assignments that no recorded positive decision relied upon."""
        unused = []
        for assignment in self.assignments:
            principal, role, scope = assignment
            used = False
            for who, permission, resource, result in self.decisions:
                if result and who == principal and scope_covers(scope, resource):
                    used = True
            if not used:
                unused.append(assignment)
        return unused


def toxic_pairs(gate, people, pairs, resource):
    """People who hold both permissions of a forbidden pair on the resource."""
    offenders = []
    for person in people:
        for one, other in pairs:
            if gate.allowed(person, one, resource) and gate.allowed(person, other, resource):
                offenders.append((person, one, other))
    return offenders
