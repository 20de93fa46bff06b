# SPDX-License-Identifier: Apache-2.0
"""Retransmission schemes over a lossy link, in simulated ticks."""
import zlib


class LossyLink:
    """Delivers after `delay` ticks, in order; every `rng` draw decides on one loss."""

    def __init__(self, delay, loss, rng):
        self.delay = delay
        self.loss = loss
        self.rng = rng
        self.in_flight = []
        self.sent = 0

    def send(self, now, item):
        self.sent += 1
        if self.rng.random() >= self.loss:
            self.in_flight.append((now + self.delay, item))

    def receive(self, now):
        arrived = []
        while self.in_flight and self.in_flight[0][0] <= now:
            arrived.append(self.in_flight.pop(0)[1])
        return arrived


def segment(data, size):
    pieces = []
    while data:
        pieces.append(data[:size])
        data = data[size:]
    return pieces


class SelectiveSender:
    def __init__(self, pieces, window, timeout):
        self.pieces = pieces
        self.window = window
        self.timeout = timeout
        self.acked = []
        self.timers = {}

    def base(self):
        """Smallest number that is not acknowledged."""
        n = 0
        while n in self.acked:
            n += 1
        return n

    def finished(self):
        return self.base() >= len(self.pieces)

    def due(self, now):
        """Numbers to (re)send at this tick, smallest first."""
        numbers = []
        for n in range(self.base(), min(self.base() + self.window, len(self.pieces))):
            if n in self.acked:
                continue
            if n not in self.timers or now - self.timers[n] >= self.timeout:
                numbers.append(n)
        return numbers

    def packet(self, n):
        return (n, zlib.crc32(b"".join(self.pieces[n:n + 1])), self.pieces[n])

    def on_ack(self, n):
        if n not in self.acked:
            self.acked.append(n)


class SelectiveReceiver:
    def __init__(self):
        self.held = []
        self.expected = 0
        self.data = b""
        self.duplicates = 0

    def on_packet(self, packet):
        """Number to acknowledge, or None if the packet is damaged."""
        n, crc, payload = packet
        if zlib.crc32(payload) != crc:
            return None
        if n < self.expected or n in [held[0] for held in self.held]:
            self.duplicates += 1
            return n
        self.held.append((n, payload))
        self.held.sort()
        while self.held and self.held[0][0] == self.expected:
            self.data = self.data + self.held.pop(0)[1]
            self.expected += 1
        return n


def transfer(data, size, window, timeout, forward, backward, limit=100000):
    """(received bytes, ticks, statistics)"""
    sender = SelectiveSender(segment(data, size), window, timeout)
    receiver = SelectiveReceiver()
    now = 0
    while not sender.finished():
        if now > limit:
            raise TimeoutError("gave up after %d ticks" % limit)
        for n in sender.due(now):
            sender.timers[n] = now
            forward.send(now, sender.packet(n))
        for packet in forward.receive(now):
            ack = receiver.on_packet(packet)
            if ack is not None:
                backward.send(now, ack)
        for ack in backward.receive(now):
            sender.on_ack(ack)
        now += 1
    return receiver.data, now, {"sent": forward.sent, "acks": backward.sent, "duplicates": receiver.duplicates}
