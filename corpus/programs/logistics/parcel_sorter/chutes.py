# SPDX-License-Identifier: Apache-2.0
from labels_scan import LabelError, read_label


class ChutePlan(object):
    """Which chute serves which postcode prefix; the longest prefix decides."""

    def __init__(self, rules, overflow=0):
        self.rules = list(rules)
        self.overflow = overflow
        self.lookups = 0

    def chute_for(self, postcode):
        self.lookups += 1
        ordered = sorted(self.rules, key=lambda rule: len(rule[0]), reverse=True)
        for prefix, chute in ordered:
            if postcode.startswith(prefix):
                return chute
        return self.overflow


class Sorter(object):
    def __init__(self, plan, sack_size):
        self.plan = plan
        self.sack_size = sack_size
        self.sacks = []
        self.open_sacks = {}
        self.rejected = []
        self.serials = []

    def feed(self, text):
        try:
            label = read_label(text)
        except LabelError as problem:
            self.rejected.append(str(problem))
            return None
        if label["serial"] in self.serials:
            self.rejected.append("seen before: " + text)
            return None
        self.serials.append(label["serial"])
        chute = self.plan.chute_for(label["postcode"])
        key = (chute, label["service"])
        self.open_sacks.setdefault(key, []).append(label)
        if len(self.open_sacks[key]) >= self.sack_size:
            self.close(key)
        return chute

    def close(self, key):
        parcels = self.open_sacks.pop(key)
        self.sacks.append((key[0], key[1], parcels))

    def finish(self):
        for key in sorted(self.open_sacks.keys()):
            self.close(key)
        return len(self.sacks)

    def manifest(self):
        """Express sacks first, then by chute; sacks of one chute in closing order."""
        rank = {"EX": 0, "ST": 1, "EC": 2}
        out = []
        for chute, service, parcels in sorted(self.sacks, key=lambda s: (rank[s[1]], s[0])):
            line = "%s %02d %3d" % (service, chute, len(parcels))
            for serial in sorted(p["serial"] for p in parcels):
                line = line + " " + serial[-4:]
            out.append(line)
        return out

    def load_per_chute(self):
        loads = {}
        for chute in sorted(set(s[0] for s in self.sacks)):
            loads[chute] = sum(len(s[2]) for s in self.sacks if s[0] == chute)
        return loads
