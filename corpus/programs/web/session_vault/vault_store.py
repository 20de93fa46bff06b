# SPDX-License-Identifier: Apache-2.0
from copy import deepcopy
from dataclasses import dataclass, field

from vault_tokens import sign, unsign


@dataclass
class Session:
    sid: str
    user: str
    expires: float
    data: dict = field(default_factory=dict)
    flashes: list = field(default_factory=list)


class SessionVault:
    """In-memory sessions with idle expiry and a bound on how many are kept.

    ``now`` is passed in by the caller; it never runs backwards.
    """

    def __init__(self, secret: str, capacity: int = 100, idle: float = 900.0):
        self.secret = secret
        self.capacity = capacity
        self.idle = idle
        self.sessions: dict[str, Session] = {}
        self.order: list[str] = []
        self.serial = 0
        self.expired_count = 0
        self.evicted: list[str] = []

    def open(self, user: str, now: float) -> str:
        self.purge(now)
        self.serial += 1
        sid = f"s{self.serial:06d}"
        while len(self.order) >= self.capacity:
            oldest = self.order.pop(0)
            self.evicted.append(self.sessions.pop(oldest).user)
        self.sessions[sid] = Session(sid, user, now + self.idle)
        self.order.append(sid)
        return sign(self.secret, sid)

    def purge(self, now: float) -> int:
        gone = 0
        for sid in list(self.sessions.keys()):
            if self.sessions[sid].expires <= now:
                del self.sessions[sid]
                self.order.remove(sid)
                gone += 1
        self.expired_count += gone
        return gone

    def _touch(self, token: str, now: float) -> Session | None:
        self.purge(now)
        sid = unsign(self.secret, token)
        if sid is None or sid not in self.order:
            return None
        session = self.sessions[sid]
        session.expires = now + self.idle
        self.order.remove(sid)
        self.order.append(sid)
        return session

    def load(self, token: str, now: float) -> dict | None:
        session = self._touch(token, now)
        if session is None:
            return None
        return deepcopy(session.data)

    def save(self, token: str, data: dict, now: float) -> bool:
        session = self._touch(token, now)
        if session is None:
            return False
        session.data = deepcopy(data)
        return True

    def flash(self, token: str, text: str, now: float) -> None:
        session = self._touch(token, now)
        if session is not None and text not in session.flashes:
            session.flashes.append(text)

    def take_flashes(self, token: str, now: float) -> list[str]:
        session = self._touch(token, now)
        if session is None:
            return []
        taken = []
        while session.flashes:
            taken.append(session.flashes.pop(0))
        return taken

    def close_user(self, user: str) -> int:
        """Log the user out everywhere."""
        victims = [s.sid for s in self.sessions.values() if s.user == user]
        for sid in victims:
            del self.sessions[sid]
            self.order.remove(sid)
        return len(victims)
