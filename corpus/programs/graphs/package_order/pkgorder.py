# SPDX-License-Identifier: Apache-2.0
import re
from collections import OrderedDict


class UnknownPackage(KeyError):
    pass


class DependencyCycle(Exception):
    def __init__(self, path):
        Exception.__init__(self, " -> ".join(path))
        self.path = path


def parse_manifest(text):
    """Lines such as ``netcore 1.4: zlib>=1.2, loglib``; returns name -> (version, [(name, op, version)])."""
    packages = OrderedDict()
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if not line:
            continue
        head, _, tail = line.partition(":")
        name, version = head.split()
        wants = []
        for item in tail.split(","):
            m = re.match(r"\s*([a-z0-9_-]+)\s*(>=|<=|==|)\s*([0-9.]*)\s*$", item)
            if m and m.group(1):
                wants.append(m.groups())
        packages[name] = (version, wants)
    return packages


def version_key(text):
    return [int(part) for part in text.split(".")]


def satisfies(version, op, bound):
    if op == ">=":
        return version_key(version) >= version_key(bound)
    if op == "<=":
        return version_key(version) <= version_key(bound)
    if op == "==":
        return version_key(version) == version_key(bound)
    return True


def direct(packages, name):
    if name not in packages:
        raise UnknownPackage(name)
    return [want[0] for want in packages[name][1]]


def closure(packages, name):
    """Everything a package needs, directly or not."""
    needed = set()
    for other in direct(packages, name):
        needed = needed | {other} | closure(packages, other)
    return needed


def find_cycle(packages):
    """Some dependency cycle as a path, or None."""
    state = {}

    def visit(name, path):
        if state.get(name) == "done":
            return None
        if name in path:
            return path[path.index(name):] + [name]
        for other in direct(packages, name):
            cycle = visit(other, path + [name])
            if cycle:
                return cycle
        state[name] = "done"
        return None

    for name in packages:
        cycle = visit(name, [])
        if cycle:
            return cycle
    return None


def install_order(packages):
    """Dependencies first; among packages that are ready the alphabetically first goes next."""
    cycle = find_cycle(packages)
    if cycle:
        raise DependencyCycle(cycle)
    placed = []
    waiting = list(packages)
    while waiting:
        ready = []
        for name in waiting:
            if all(dep in placed for dep in direct(packages, name)):
                ready.append(name)
        ready.sort()
        placed.append(ready[0])
        waiting.remove(ready[0])
    return placed


def levels(packages):
    """Length of the longest dependency chain below each package."""
    def depth(name):
        deps = direct(packages, name)
        return 1 + max(depth(dep) for dep in deps) if deps else 0

    return {name: depth(name) for name in packages}


def conflicts(packages):
    out = []
    for name, (_, wants) in packages.items():
        for dep, op, bound in wants:
            if dep not in packages:
                raise UnknownPackage(dep)
            if not satisfies(packages[dep][0], op, bound):
                out.append(f"{name} wants {dep}{op}{bound}, have {packages[dep][0]}")
    return out


def removable(packages, keep):
    """Packages that nothing on the keep list needs, in manifest order."""
    return [name for name in packages
            if name not in keep and not any(name in closure(packages, k) for k in keep)]
