# SPDX-License-Identifier: Apache-2.0
import pytest
from deploy_graph import (PlanError, Service, batches, blast_radius, critical_path, dependants, finish_time, render,
                          validate, waves)

SHOP = [Service("web", ("api", "cdn"), 4, 5), Service("db", (), 2, 20), Service("api", ("db",), 6, 10),
        Service("cdn", (), 3, 2, "us"), Service("mail", ("db",), 1, 1)]


def test_waves_are_sorted():
    assert waves(SHOP) == [["cdn", "db"], ["api", "mail"], ["web"]]
    assert waves([]) == []


def test_validation():
    with pytest.raises(PlanError, match="twice"):
        validate([SHOP[1], SHOP[1]])
    with pytest.raises(PlanError, match="unknown db"):
        validate([SHOP[2]])


def test_cycle():
    with pytest.raises(PlanError, match="cycle among a, b"):
        waves([Service("b", ("a",), 1, 1), Service("a", ("b",), 1, 1), Service("c", (), 1, 1)])


def test_dependants():
    assert dependants(SHOP, "db") == {"api", "web", "mail"}
    assert dependants(SHOP, "web") == set()


def test_times_and_critical_path():
    assert finish_time(SHOP, "web") == 35
    assert critical_path(SHOP) == ["db", "api", "web"]


def test_batches_respect_the_limit():
    assert batches(SHOP, ["api", "mail", "cdn"], 7) == [["api", "mail"], ["cdn"]]
    assert batches(SHOP, ["api", "mail"], 2) == [["api"], ["mail"]]


def test_radius_and_rendering():
    assert blast_radius(SHOP)[:2] == [("db", 11), ("api", 4)]
    assert render(SHOP, 9).splitlines() == ["1a [eu/us] cdn db", "2a [eu] api mail", "3a [eu] web"]
