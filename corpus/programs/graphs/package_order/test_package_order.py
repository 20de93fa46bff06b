# SPDX-License-Identifier: Apache-2.0
import pytest

from pkgorder import (DependencyCycle, UnknownPackage, closure, conflicts, install_order, levels, parse_manifest,
                      removable, satisfies)

TREE = """
app 2.0: web>=1.10, log   # the top
web 1.9: log, sock==3
log 1.0:
sock 3.0: log
tool 0.1:
"""


def test_parse():
    packages = parse_manifest(TREE)
    assert list(packages) == ["app", "web", "log", "sock", "tool"]
    assert packages["app"] == ("2.0", [("web", ">=", "1.10"), ("log", "", "")])
    assert packages["log"] == ("1.0", [])


def test_versions_compare_by_number():
    assert satisfies("1.10", ">=", "1.9")
    assert not satisfies("1.9", ">=", "1.10")
    assert satisfies("7", "", "")


def test_order_is_alphabetical_among_ready():
    assert install_order(parse_manifest(TREE)) == ["log", "sock", "tool", "web", "app"]


def test_levels_and_closure():
    packages = parse_manifest(TREE)
    assert levels(packages) == {"app": 3, "web": 2, "log": 0, "sock": 1, "tool": 0}
    assert closure(packages, "web") == {"log", "sock"}
    assert removable(packages, ["web"]) == ["app", "tool"]


def test_conflicts():
    assert conflicts(parse_manifest(TREE)) == [
        "app wants web>=1.10, have 1.9", "web wants sock==3, have 3.0"]


def test_cycle_path():
    with pytest.raises(DependencyCycle) as info:
        install_order(parse_manifest("x 1: a\na 1: b\nb 1: c\nc 1: a"))
    assert info.value.path == ["a", "b", "c", "a"]


def test_unknown():
    packages = parse_manifest("a 1: ghost")
    for call in (install_order, levels, conflicts):
        with pytest.raises(UnknownPackage):
            call(packages)
