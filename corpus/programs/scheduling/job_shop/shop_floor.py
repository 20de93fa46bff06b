# SPDX-License-Identifier: Apache-2.0
"""Event simulation of a job shop.

Every job is a list of steps (machine, minutes) that are done in order. A
machine works on one step at a time and chooses the next one by a rule when it
becomes free. Events of the same minute happen in the order they were planned.
"""


class Job:
    def __init__(self, code, due, steps):
        self.code = code
        self.due = due
        self.steps = steps
        self.position = 0
        self.finished = None

    def current(self):
        return self.steps[self.position]

    def remaining(self):
        return sum(minutes for _, minutes in self.steps[self.position:])


def shortest_first(job, now):
    return job.current()[1]


def earliest_due(job, now):
    return job.due


def least_slack(job, now):
    return job.due - now - job.remaining()


def first_come(job, now):
    return 0


class Shop:
    def __init__(self, machines, rule):
        self.queues = {m: [] for m in machines}
        self.busy = {m: None for m in machines}
        self.rule = rule
        self.now = 0
        self.events = []
        self.log = []
        self.work = []

    def plan(self, minute, kind, what):
        self.events.append((minute, kind, what))
        self.events.sort(key=lambda event: event[0])

    def start_next(self, machine):
        queue = self.queues[machine]
        if self.busy[machine] is not None or not queue:
            return
        ranked = sorted(queue, key=lambda job: self.rule(job, self.now))
        job = ranked[0]
        queue.remove(job)
        minutes = job.current()[1]
        self.busy[machine] = job
        self.work.append((machine, minutes))
        self.note("%5d %s starts %s for %d" % (self.now, machine, job.code, minutes))
        self.plan(self.now + minutes, "done", machine)

    def arrive(self, job):
        machine = job.current()[0]
        self.queues[machine].append(job)
        self.start_next(machine)

    def done(self, machine):
        job = self.busy[machine]
        self.busy[machine] = None
        job.position += 1
        self.note("%5d %s frees %s" % (self.now, machine, job.code))
        if job.position == len(job.steps):
            job.finished = self.now
        else:
            self.arrive(job)
        self.start_next(machine)

    def note(self, text):
        self.log.append(text)

    def run(self, releases):
        """Simulate (minute, job) releases until all is done; returns the last minute."""
        for minute, job in releases:
            self.plan(minute, "release", job)
        while self.events:
            self.now, kind, what = self.events.pop(0)
            if kind == "release":
                self.arrive(what)
            else:
                self.done(what)
        return self.now

    def utilisation(self):
        shares = {}
        for machine in self.queues:
            busy = sum(minutes for m, minutes in self.work if m == machine)
            shares[machine] = busy / self.now if self.now else 0.0
        return shares


def tardiness(jobs):
    late = [max(0, job.finished - job.due) for job in jobs]
    return sum(late), max(late), len([x for x in late if x > 0])
