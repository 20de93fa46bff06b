# SPDX-License-Identifier: Apache-2.0
import pytest

from job_scheduler import Job, UnknownJob, dependants, finish_times, run_order, stuck_jobs


def test_smaller_priority_runs_first():
    assert run_order([Job(1, 5, 1), Job(2, 3, 1), Job(3, 4, 1)]) == [2, 3, 1]


def test_equal_priority_runs_by_number():
    assert run_order([Job(9, 1, 1), Job(4, 1, 1), Job(6, 1, 1)]) == [4, 6, 9]


def test_needed_jobs_run_first():
    jobs = [Job(1, 1, 1, [2]), Job(2, 9, 1), Job(3, 5, 1)]
    assert run_order(jobs) == [3, 2, 1]


def test_a_job_that_becomes_ready_can_overtake():
    jobs = [Job(1, 1, 1), Job(2, 9, 1), Job(3, 2, 1, [1])]
    assert run_order(jobs) == [1, 3, 2]


def test_jobs_in_a_circle_are_stuck():
    jobs = [Job(1, 1, 1, [2]), Job(2, 1, 1, [1]), Job(3, 1, 1)]
    assert stuck_jobs(jobs, run_order(jobs)) == [1, 2]


def test_unknown_needs_are_refused():
    with pytest.raises(UnknownJob):
        dependants([Job(1, 1, 1, [7])])


def test_finish_times_add_up():
    jobs = [Job(1, 1, 10), Job(2, 2, 5)]
    assert finish_times(jobs, [1, 2]) == {1: 10, 2: 15}
    assert run_order([]) == []
