# SPDX-License-Identifier: Apache-2.0
"""Simulate a build farm that runs jobs by priority.

A job becomes ready when all jobs it needs are done. The farm always takes the
ready job with the smallest (priority, number). Jobs that can never run because
they need each other are reported.
"""

import random


class Job:
    """A piece of work for the farm."""

    def __init__(self, number, priority, minutes, needs=()):
        self.number = number
        self.priority = priority
        self.minutes = minutes
        self.needs = tuple(needs)


class UnknownJob(KeyError):
    """A job needs a job that nobody has defined."""


def dependants(jobs):
    """Numbers of the jobs that wait for each job."""
    waiting_for = {job.number: [] for job in jobs}
    for job in jobs:
        for needed in job.needs:
            if needed not in waiting_for:
                raise UnknownJob(needed)
            waiting_for[needed].append(job.number)
    return waiting_for


def run_order(jobs):
    """The order in which the farm runs the jobs, as numbers."""
    by_number = {job.number: job for job in jobs}
    waiting_for = dependants(jobs)
    missing = {job.number: len(job.needs) for job in jobs}
    ready = [(job.priority, job.number) for job in jobs if not job.needs]
    order = []
    while ready:
        ready.sort()
        priority, number = ready.pop(0)
        order.append(number)
        for other in waiting_for[number]:
            missing[other] -= 1
            if missing[other] == 0:
                ready.append((by_number[other].priority, other))
    return order


def stuck_jobs(jobs, order):
    """Jobs that never ran, in the order they were defined."""
    stuck = []
    for job in jobs:
        if job.number not in order:
            stuck.append(job.number)
    return stuck


def finish_times(jobs, order):
    """Minute at which each job is done on a single machine."""
    by_number = {job.number: job for job in jobs}
    clock = 0
    finished = {}
    for number in order:
        clock += by_number[number].minutes
        finished[number] = clock
    return finished


def sample_jobs(seed, count):
    """A made-up build with a few jobs that need each other."""
    rng = random.Random(seed)
    jobs = []
    for number in range(count):
        needs = ()
        if number > 200:
            needs = rng.sample(range(number - 200), rng.randrange(min(3, number - 199)))
        jobs.append(Job(number, rng.randrange(40), rng.randrange(1, 30), needs))
    jobs.append(Job(count, 1, 5, [count + 1]))
    jobs.append(Job(count + 1, 1, 5, [count]))
    return jobs


def main():
    for farm in range(10):
        jobs = sample_jobs(farm, 2_200 + 100 * farm)
        order = run_order(jobs)
        done = finish_times(jobs, order)
        print(farm, len(order), stuck_jobs(jobs, order), sum(done.values()) // len(done),
              order[:6])


if __name__ == "__main__":
    main()
