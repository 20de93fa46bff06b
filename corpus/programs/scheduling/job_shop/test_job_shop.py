# SPDX-License-Identifier: Apache-2.0
from shop_floor import Job, Shop, earliest_due, first_come, least_slack, shortest_first, tardiness


def run(rule, releases, machines=("m", "n")):
    shop = Shop(machines, rule)
    shop.run(releases)
    return shop


def test_steps_in_order():
    job = Job("a", 10, [("m", 3), ("n", 4)])
    shop = run(first_come, [(2, job)])
    assert job.finished == 9
    assert shop.log[0] == "    2 m starts a for 3"
    assert shop.utilisation() == {"m": 3 / 9, "n": 4 / 9}


def test_rules_choose_differently():
    def jobs():
        return [(0, Job("x", 99, [("m", 1)])), (0, Job("a", 50, [("m", 9)])), (0, Job("b", 40, [("m", 5)])),
                (0, Job("c", 45, [("m", 7)]))]

    def order(rule):
        return [line.split()[3] for line in run(rule, jobs()).log if "starts" in line]

    assert order(first_come) == ["x", "a", "b", "c"]
    assert order(shortest_first) == ["x", "b", "c", "a"]
    assert order(earliest_due) == ["x", "b", "c", "a"]


def test_least_slack():
    job = Job("a", 30, [("m", 5), ("n", 10)])
    assert least_slack(job, 3) == 12
    job.position = 1
    assert least_slack(job, 3) == 17


def test_ties_keep_arrival_order():
    jobs = [(0, Job(code, 1, [("m", 2)])) for code in "dbca"]
    shop = run(shortest_first, jobs)
    assert [line.split()[3] for line in shop.log if "starts" in line] == list("dbca")


def test_tardiness():
    jobs = [Job("a", 5, [("m", 4)]), Job("b", 5, [("m", 4)])]
    run(first_come, [(0, j) for j in jobs])
    assert tardiness(jobs) == (3, 3, 1)


def test_nothing_to_do():
    assert Shop(["m"], first_come).run([]) == 0
    assert Shop(["m"], first_come).utilisation() == {"m": 0.0}
