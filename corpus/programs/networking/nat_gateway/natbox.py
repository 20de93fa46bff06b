# SPDX-License-Identifier: Apache-2.0
"""Port translating NAT with idle timeouts, fixed mappings and a session log."""


class PortsExhausted(RuntimeError):
    pass


class Mapping:
    def __init__(self, proto, inside, outside_port, now, fixed=False):
        self.proto = proto
        self.inside = inside
        self.outside_port = outside_port
        self.created = now
        self.last_used = now
        self.fixed = fixed
        self.packets = 0
        self.octets = 0

    def as_dict(self):
        return {"proto": self.proto, "inside": self.inside, "port": self.outside_port,
                "packets": self.packets, "octets": self.octets, "fixed": self.fixed}


def idle_limits():
    return {"tcp": 120, "udp": 30, "icmp": 10}


class NatBox:
    def __init__(self, public, first_port=20000, last_port=20999):
        self.public = public
        self.first_port = first_port
        self.last_port = last_port
        self.mappings = []
        self.log = []
        self.refused = 0

    def pin(self, proto, inside, port):
        """A fixed mapping; it never times out."""
        if self.port_taken(proto, port):
            raise ValueError("port %d is taken" % port)
        self.mappings.append(Mapping(proto, inside, port, 0, fixed=True))

    def port_taken(self, proto, port):
        taken = False
        for m in self.mappings:
            if m.proto == proto and m.outside_port == port:
                taken = True
        return taken

    def free_port(self, proto):
        for port in range(self.first_port, self.last_port + 1):
            if not self.port_taken(proto, port):
                return port
        raise PortsExhausted(proto)

    def by_inside(self, proto, inside):
        matches = [m for m in self.mappings if m.proto == proto and m.inside == inside]
        return matches[0] if matches else None

    def by_port(self, proto, port):
        matches = [m for m in self.mappings if m.proto == proto and m.outside_port == port]
        return matches[0] if matches else None

    def expire(self, now):
        gone = 0
        for m in list(self.mappings):
            if not m.fixed and now - m.last_used > idle_limits()[m.proto]:
                self.mappings.remove(m)
                self.log.append("close %s" % sorted(m.as_dict().items()))
                gone += 1
        return gone

    def outbound(self, proto, source, dest, size, now):
        """Translated (source, dest). `source` and `dest` are (address, port)."""
        self.expire(now)
        mapping = self.by_inside(proto, source)
        if mapping is None:
            mapping = Mapping(proto, source, self.free_port(proto), now)
            self.mappings.append(mapping)
        self.touch(mapping, size, now)
        return (self.public, mapping.outside_port), dest

    def inbound(self, proto, source, port, size, now):
        """Inside address of a packet to our port, or None if nobody asked for it."""
        self.expire(now)
        mapping = self.by_port(proto, port)
        if mapping is None:
            self.refused += 1
            return None
        self.touch(mapping, size, now)
        return mapping.inside

    def touch(self, mapping, size, now):
        mapping.last_used = now
        mapping.packets += 1
        mapping.octets += size

    def top_talkers(self, count):
        """(inside address, octets) over the live mappings; ties by address."""
        totals = {}
        for m in self.mappings:
            address = m.inside[0]
            try:
                totals[address] += m.octets
            except KeyError:
                totals[address] = m.octets
        ranking = []
        while totals and len(ranking) < count:
            best = sorted(totals, key=lambda a: (-totals[a], a))[0]
            ranking.append((best, totals.pop(best)))
        return ranking
