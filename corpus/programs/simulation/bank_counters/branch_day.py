# SPDX-License-Identifier: Apache-2.0
"""A day at a bank branch: arrivals, counters, breaks, and people who give up."""
import random

SERVICES = [("cash", 0.55, 3.0), ("transfer", 0.25, 5.0), ("advice", 0.15, 14.0), ("complaint", 0.05, 9.0)]


class Customer:
    def __init__(self, number, arrival, service, business, patience):
        self.number = number
        self.arrival = arrival
        self.service = service
        self.business = business
        self.patience = patience
        self.started = None
        self.gone = False


class Branch:
    def __init__(self, seed, counters=3, opening=480.0, mean_gap=1.4):
        self.rng = random.Random(seed)
        self.counters = counters
        self.opening = opening
        self.mean_gap = mean_gap
        self.events = []
        self.serial = 0
        self.waiting = []
        self.idle = list(range(counters))
        self.served = []
        self.lost = []
        self.board = []
        self.longest = 0

    def schedule(self, time, kind, who):
        """Events at the same minute happen in the order in which they were scheduled."""
        self.serial += 1
        self.events.append((time, self.serial, kind, who))
        self.events.sort(key=lambda e: (e[0], e[1]))

    def pick_service(self):
        roll = self.rng.random()
        for name, share, _ in SERVICES:
            if roll < share:
                return name
            roll -= share
        return SERVICES[-1][0]

    def mean_minutes(self, service):
        return [row[2] for row in SERVICES if row[0] == service][0]

    def admit_all(self):
        clock, number = 0.0, 0
        while True:
            clock += self.rng.expovariate(1.0 / self.mean_gap)
            if clock >= self.opening:
                return number
            number += 1
            customer = Customer(number, clock, self.pick_service(), self.rng.random() < 0.15,
                                self.rng.uniform(8.0, 40.0))
            self.schedule(clock, "arrive", customer)

    def next_in_line(self):
        """Business customers go first; everyone else in order of arrival."""
        for customer in self.waiting:
            if customer.business:
                self.waiting.remove(customer)
                return customer
        return self.waiting.pop(0)

    def call_next(self, now):
        while self.idle and self.waiting:
            counter = min(self.idle)
            self.idle.remove(counter)
            customer = self.next_in_line()
            customer.started = now
            minutes = self.rng.expovariate(1.0 / self.mean_minutes(customer.service))
            self.schedule(now + minutes, "done", (counter, customer))

    def average_wait(self):
        waits = [c.started - c.arrival for c in self.served]
        return sum(waits) / len(waits) if waits else 0.0

    def run(self):
        self.admit_all()
        for lunch in range(self.counters):
            self.schedule(200.0 + 35.0 * lunch, "close", lunch)
        while self.events:
            now, _, kind, who = self.events.pop(0)
            if kind == "arrive":
                self.waiting.append(who)
                self.schedule(now + who.patience, "give up", who)
            elif kind == "give up":
                if who.started is None:
                    self.waiting.remove(who)
                    who.gone = True
                    self.lost.append(who)
            elif kind == "done":
                counter, customer = who
                self.served.append(customer)
                self.idle.append(counter)
            elif kind == "close":
                if who in self.idle:
                    self.idle.remove(who)
                    self.schedule(now + 30.0, "reopen", who)
                else:
                    self.schedule(now + 5.0, "close", who)
            else:
                self.idle.append(who)
            self.call_next(now)
            self.longest = max(self.longest, len(self.waiting))
            self.board.append("%5.1f  waiting %d  average %.2f" % (now, len(self.waiting), self.average_wait()))
        return self

    def by_service(self):
        table = {}
        for name, _, _ in SERVICES:
            waits = [c.started - c.arrival for c in self.served if c.service == name]
            table[name] = (len(waits), round(max(waits, default=0.0), 3))
        return table
