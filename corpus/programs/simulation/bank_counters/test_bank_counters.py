# SPDX-License-Identifier: Apache-2.0
from branch_day import Branch, Customer


def customer(number, business=False):
    return Customer(number, 0.0, "cash", business, 10.0)


def test_events_at_one_time_keep_their_order():
    branch = Branch(1)
    for kind, time in (("b", 2.0), ("a", 1.0), ("c", 2.0)):
        branch.schedule(time, kind, None)
    assert [e[2] for e in branch.events] == ["a", "b", "c"]


def test_business_customers_go_first():
    branch = Branch(1)
    branch.waiting = [customer(1), customer(2, True), customer(3), customer(4, True)]
    assert [branch.next_in_line().number for _ in range(4)] == [2, 4, 1, 3]


def test_everybody_is_accounted_for():
    branch = Branch(7, counters=2, opening=120.0)
    total = branch.admit_all()
    branch = Branch(7, counters=2, opening=120.0).run()
    assert len(branch.served) + len(branch.lost) == total
    assert all(c.started >= c.arrival for c in branch.served)
    assert all(c.started is None for c in branch.lost)
    assert branch.waiting == [] and sorted(branch.idle) == [0, 1]


def test_nobody_waits_longer_than_their_patience():
    branch = Branch(3, counters=1, opening=150.0).run()
    assert branch.lost
    assert all(c.started - c.arrival <= c.patience + 1e-9 for c in branch.served)


def test_more_counters_lose_fewer():
    few = Branch(5, counters=1, opening=200.0).run()
    many = Branch(5, counters=8, opening=200.0).run()
    assert len(many.lost) < len(few.lost)
    assert many.average_wait() < few.average_wait()


def test_quiet_day():
    branch = Branch(2, opening=0.0).run()
    assert branch.average_wait() == 0.0
    assert branch.by_service()["cash"] == (0, 0.0)
    assert branch.board[0].split() == ["200.0", "waiting", "0", "average", "0.00"]
