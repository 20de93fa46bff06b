# SPDX-License-Identifier: Apache-2.0
"""Tamper-evident audit log: every entry carries the digest of its predecessor."""
import hashlib
import json

GENESIS = "0" * 64
SECRET_KEYS = ["password", "token", "secret", "api_key", "session"]


def redact(payload):
    """A copy with the values of secret keys replaced, at any depth."""
    clean = {}
    for key, value in payload.items():
        if key.lower() in SECRET_KEYS:
            clean[key] = "***"
        elif isinstance(value, dict):
            clean[key] = redact(value)
        elif isinstance(value, list):
            clean[key] = [redact(part) if isinstance(part, dict) else part for part in value]
        else:
            clean[key] = value
    return clean


def canonical(entry):
    return json.dumps(entry, sort_keys=True, separators=(",", ":"))


def digest(entry):
    body = {key: entry[key] for key in entry if key != "digest"}
    return hashlib.sha256(canonical(body).encode("utf-8")).hexdigest()


class AuditLog:
    """Entries are kept as JSON lines, as they would be in the file."""

    def __init__(self, lines=()):
        self.lines = list(lines)

    def entries(self):
        return [json.loads(line) for line in self.lines]

    def append(self, time, actor, action, payload):
        previous = GENESIS
        number = 0
        if self.lines:
            last = self.entries()[-1]
            previous = last["digest"]
            number = last["number"] + 1
        entry = {"number": number, "time": time, "actor": actor, "action": action,
                 "payload": redact(payload), "previous": previous}
        entry["digest"] = digest(entry)
        self.lines.append(canonical(entry))
        return entry["digest"]

    def verify(self):
        """Number of the first broken entry, or None if the chain is sound."""
        broken = []
        previous = GENESIS
        for position, entry in enumerate(self.entries()):
            if entry["number"] != position or entry["previous"] != previous or digest(entry) != entry["digest"]:
                broken.append(position)
            previous = entry["digest"]
        return broken[0] if broken else None

    def by_actor(self, actor):
        return [entry for entry in self.entries() if entry["actor"] == actor]

    def activity(self):
        """(actor, entries, most frequent action) by name; ties go to the action seen first."""
        actors = []
        for entry in self.entries():
            if entry["actor"] not in actors:
                actors.append(entry["actor"])
        table = []
        for actor in sorted(actors):
            actions = [entry["action"] for entry in self.by_actor(actor)]
            favourite = max(actions, key=lambda action: actions.count(action))
            table.append((actor, len(actions), favourite))
        return table

    def bursts(self, seconds, limit):
        """(actor, start time) where an actor made more than `limit` entries within the time span."""
        found = []
        for actor, count, _ in self.activity():
            times = [entry["time"] for entry in self.by_actor(actor)]
            for start in times:
                inside = [t for t in times if start <= t < start + seconds]
                if len(inside) > limit:
                    found.append((actor, start))
                    break
        return found


def export_csv(log, columns):
    text = ",".join(columns) + "\n"
    for entry in log.entries():
        text += ",".join(str(entry[column]) for column in columns) + "\n"
    return text
