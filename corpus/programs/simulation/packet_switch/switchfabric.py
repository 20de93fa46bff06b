# SPDX-License-Identifier: Apache-2.0
from collections import namedtuple

Packet = namedtuple("Packet", "serial source target size klass born")
Drop = namedtuple("Drop", "serial reason time")

CLASSES = ("control", "voice", "video", "bulk")
WEIGHTS = {"control": 4, "voice": 4, "video": 3, "bulk": 1}


def ip_bits(address):
    bits = ""
    for part in address.split("."):
        bits += format(int(part), "08b")
    return bits


class RoutingTable:
    def __init__(self):
        self.rows = []

    def add(self, prefix, port):
        """``10.2.0.0/16`` -> port; of equal prefixes the one added last counts."""
        network, _, length = prefix.partition("/")
        self.rows.append((network, int(length), port))

    def port_for(self, address):
        """Longest matching prefix, None without a match."""
        best_length, best_port = -1, None
        for network, length, port in self.rows:
            if ip_bits(address)[:length] == ip_bits(network)[:length] and length >= best_length:
                best_length, best_port = length, port
        return best_port


class Port:
    def __init__(self, number, rate, room):
        self.number = number
        self.rate = rate        # bytes per tick
        self.room = room        # bytes that may wait
        self.queues = {klass: [] for klass in CLASSES}
        self.credit = {klass: 0 for klass in CLASSES}
        self.sent = []

    def waiting_bytes(self):
        total = 0
        for klass in CLASSES:
            for packet in self.queues[klass]:
                total += packet.size
        return total

    def accept(self, packet):
        if self.waiting_bytes() + packet.size > self.room:
            return False
        self.queues[packet.klass].append(packet)
        return True

    def transmit(self, now):
        """Deficit round robin over the classes; control traffic goes first outright."""
        budget = self.rate
        while self.queues["control"] and self.queues["control"][0].size <= budget:
            packet = self.queues["control"].pop(0)
            budget -= packet.size
            self.sent.append((packet, now))
        busy = [k for k in CLASSES[1:] if self.queues[k]]
        while budget > 0 and busy:
            moved = False
            for klass in busy:
                self.credit[klass] += 100 * WEIGHTS[klass]
                while self.queues[klass] and self.queues[klass][0].size <= min(self.credit[klass], budget):
                    packet = self.queues[klass].pop(0)
                    self.credit[klass] -= packet.size
                    budget -= packet.size
                    self.sent.append((packet, now))
                    moved = True
                if not self.queues[klass]:
                    self.credit[klass] = 0
            busy = [k for k in CLASSES[1:] if self.queues[k]]
            heads = [self.queues[k][0].size for k in busy]
            if not moved and (not heads or min(heads) > budget):
                break


class Switch:
    def __init__(self, table, ports):
        self.table = table
        self.ports = ports
        self.drops = []
        self.now = 0

    def receive(self, packet):
        number = self.table.port_for(packet.target)
        if number is None:
            self.drops.append(Drop(packet.serial, "no route", self.now))
            return
        for port in self.ports:
            if port.number == number:
                if not port.accept(packet):
                    self.drops.append(Drop(packet.serial, "full", self.now))

    def tick(self, arrivals):
        for packet in arrivals:
            self.receive(packet)
        for port in self.ports:
            port.transmit(self.now)
        self.now += 1

    def delays(self, klass):
        times = []
        for port in self.ports:
            times = times + [at - packet.born for packet, at in port.sent if packet.klass == klass]
        return sorted(times)

    def jitter(self, klass):
        """Mean absolute difference of a class's delays, over all pairs."""
        times = self.delays(klass)
        if len(times) < 2:
            return 0.0
        total = 0
        for i in range(len(times)):
            for j in range(i):
                total += abs(times[i] - times[j])
        return total / (len(times) * (len(times) - 1) / 2)


def top_talkers(switch, count=3):
    """Sources with the most bytes sent: (address, bytes)."""
    totals = {}
    for port in switch.ports:
        for packet, _ in port.sent:
            if packet.source not in totals.keys():
                totals[packet.source] = 0
            totals[packet.source] += packet.size
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:count]
