# SPDX-License-Identifier: Apache-2.0
"""Monitoring alerts: label matching, silences, grouping and flap detection."""

import re
from dataclasses import dataclass
from typing import Dict, List, Optional


@dataclass(eq=False)
class Alert:
    name: str
    labels: Dict[str, str]
    time: int
    firing: bool = True

    def fingerprint(self) -> str:
        text = self.name
        for key in sorted(self.labels.keys()):
            text += "|" + key + "=" + self.labels[key]
        return text


class Matcher:
    """'severity=critical', 'host=~web.*', 'team!=dba' or 'host!~test.*'."""

    def __init__(self, text: str):
        self.text = text

    def matches(self, alert: Alert) -> bool:
        found = re.match(r"^(\w+)(=~|!~|!=|=)(.*)$", self.text)
        if found is None:
            raise ValueError("bad matcher " + self.text)
        label, operator, wanted = found.groups()
        value = alert.name if label == "alertname" else alert.labels.get(label, "")
        if operator == "=":
            return value == wanted
        if operator == "!=":
            return value != wanted
        hit = re.fullmatch(wanted, value) is not None
        return hit if operator == "=~" else not hit


@dataclass
class Silence:
    matchers: List[Matcher]
    start: int
    end: int

    def covers(self, alert: Alert) -> bool:
        return all([m.matches(alert) for m in self.matchers]) and self.start <= alert.time < self.end


class Inbox:
    def __init__(self, group_by: List[str], window: int):
        self.group_by = group_by
        self.window = window
        self.silences: List[Silence] = []
        self.groups: List[dict] = []
        self.history: List[Alert] = []
        self.silenced = 0

    def silenced_by(self, alert: Alert) -> Optional[Silence]:
        hit = None
        for silence in self.silences:
            if hit is None and silence.covers(alert):
                hit = silence
        return hit

    def receive(self, alert: Alert) -> bool:
        """True if a notification goes out: the alert is new or opened a new group."""
        self.history.append(alert)
        if self.silenced_by(alert):
            self.silenced += 1
            return False
        key = [alert.labels.get(label, "") for label in self.group_by]
        group = None
        for candidate in self.groups:
            if candidate["key"] == key and alert.time - candidate["opened"] < self.window:
                group = candidate
        if group is None:
            self.groups.append({"key": key, "opened": alert.time, "alerts": [alert]})
            return True
        known = alert.fingerprint() in [other.fingerprint() for other in group["alerts"]]
        group["alerts"].append(alert)
        return not known and alert.firing

    def flapping(self, changes: int, span: int) -> List[str]:
        """Fingerprints that changed their state at least so often within the latest span, sorted."""
        if not self.history:
            return []
        latest = max(alert.time for alert in self.history)
        names = sorted(set(alert.fingerprint() for alert in self.history))
        result = []
        for name in names:
            states = [a.firing for a in self.history if a.fingerprint() == name and a.time > latest - span]
            count = 0
            for i in range(1, len(states)):
                if states[i] != states[i - 1]:
                    count += 1
            if count >= changes:
                result.append(name)
        return result

    def digest(self) -> str:
        lines = []
        for group in sorted(self.groups, key=lambda g: (g["opened"], g["key"])):
            firing = len([a for a in group["alerts"] if a.firing])
            lines.append(f"{group['opened']:>6} {'/'.join(group['key'])} {firing}+{len(group['alerts']) - firing}")
        return "\n".join(lines)
