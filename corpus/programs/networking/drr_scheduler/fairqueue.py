# SPDX-License-Identifier: Apache-2.0
"""Packet scheduling on one output port: deficit round robin behind token buckets."""


class TokenBucket:
    def __init__(self, rate, burst):
        self.rate = rate
        self.burst = burst
        self.tokens = burst
        self.updated = 0

    def conforms(self, size, now):
        """Takes the tokens if there are enough."""
        self.tokens = min(self.burst, self.tokens + (now - self.updated) * self.rate)
        self.updated = now
        if size > self.tokens:
            return False
        self.tokens -= size
        return True


class Packet:
    __slots__ = ("flow", "size", "arrived", "number")

    def __init__(self, flow, size, arrived, number):
        self.flow = flow
        self.size = size
        self.arrived = arrived
        self.number = number


class Flow:
    def __init__(self, name, weight, limit):
        self.name = name
        self.weight = weight
        self.limit = limit
        self.queue = []
        self.deficit = 0
        self.lost = 0

    def backlog(self):
        total = 0
        for packet in self.queue:
            total += packet.size
        return total


class Port:
    def __init__(self, quantum=500, buffer=60000):
        self.quantum = quantum
        self.buffer = buffer
        self.flows = {}
        self.turn = []
        self.sent = []

    def add_flow(self, name, weight=1, limit=20000):
        self.flows[name] = Flow(name, weight, limit)

    def occupied(self):
        return sum([flow.backlog() for flow in self.flows.values()])

    def longest(self):
        """Flow with the largest backlog, the alphabetically first on ties."""
        return sorted(self.flows.values(), key=lambda f: (-f.backlog(), f.name))[0]

    def enqueue(self, packet):
        """Tail drop at the flow limit; a full buffer pushes out of the longest queue."""
        flow = self.flows[packet.flow]
        if flow.backlog() + packet.size > flow.limit:
            flow.lost += 1
            return False
        while self.occupied() + packet.size > self.buffer:
            victim = self.longest()
            victim.queue.pop()
            victim.lost += 1
            if not victim.queue and victim.name in self.turn:
                self.turn.remove(victim.name)
                victim.deficit = 0
        flow.queue.append(packet)
        if packet.flow not in self.turn:
            self.turn.append(packet.flow)
        return True

    def transmit(self, octets, now):
        """Send up to `octets`, flow after flow; what is left of the budget is lost."""
        while self.turn and octets > 0:
            name = self.turn[0]
            flow = self.flows[name]
            flow.deficit += self.quantum * flow.weight
            while flow.queue and flow.queue[0].size <= flow.deficit:
                if flow.queue[0].size > octets:
                    flow.deficit -= self.quantum * flow.weight
                    return
                packet = flow.queue.pop(0)
                flow.deficit -= packet.size
                octets -= packet.size
                self.sent.append((packet, now))
            self.turn = self.turn[1:]
            if flow.queue:
                self.turn = self.turn + [name]
            else:
                flow.deficit = 0


def delays(sent, flow):
    return [now - packet.arrived for packet, now in sent if packet.flow == flow]


def jain_index(shares):
    if not shares or not any(shares):
        return 0.0
    return sum(shares) ** 2 / (len(shares) * sum(s * s for s in shares))


def report(port):
    """flow -> (packets, octets, mean delay, worst delay, lost), by name."""
    rows = {}
    for name in sorted(port.flows):
        count = len(delays(port.sent, name))
        octets = sum(packet.size for packet, _ in port.sent if packet.flow == name)
        mean = sum(delays(port.sent, name)) / len(delays(port.sent, name)) if count else 0.0
        worst = max(delays(port.sent, name)) if count else 0
        rows[name] = (count, octets, mean, worst, port.flows[name].lost)
    return rows
