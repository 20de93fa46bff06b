# SPDX-License-Identifier: Apache-2.0
from typing import Iterable, Iterator, NamedTuple, Optional


class Click(NamedTuple):
    visitor: str
    second: int
    page: str


class Session:
    def __init__(self, visitor: str):
        self.visitor = visitor
        self.clicks: list[Click] = []

    @property
    def pages(self) -> list[str]:
        return [c.page for c in self.clicks]

    @property
    def duration(self) -> int:
        return self.clicks[-1].second - self.clicks[0].second


def sessionize(clicks: Iterable[Click], idle: int = 1800) -> list[Session]:
    """Clicks of one visitor belong together while the pauses are not longer than `idle`."""
    pending = sorted(clicks, key=lambda c: c.second)
    open_sessions: dict[str, Session] = {}
    finished: list[Session] = []
    while pending:
        click = pending.pop(0)
        session = open_sessions.get(click.visitor)
        if session is not None and click.second - session.clicks[-1].second > idle:
            finished.append(session)
            session = None
        if session is None:
            session = open_sessions[click.visitor] = Session(click.visitor)
        session.clicks.append(click)
    finished.extend(open_sessions.values())
    finished.sort(key=lambda s: (s.clicks[0].second, s.visitor))
    return finished


def without_reloads(session: Session) -> Session:
    """The same session with immediate repetitions of a page left out."""
    reduced = Session(session.visitor)
    for i in range(len(session.clicks)):
        if i == 0 or session.pages[i] != session.pages[i - 1]:
            reduced.clicks.append(session.clicks[i])
    return reduced


def funnel_depth(session: Session, steps: list[str]) -> int:
    """How many of the steps were reached one after the other."""
    depth = 0
    for page in session.pages:
        if depth < len(steps) and page == steps[depth]:
            depth += 1
    return depth


def funnel(sessions: list[Session], steps: list[str]) -> list[int]:
    return [len([s for s in sessions if funnel_depth(s, steps) > level]) for level in range(len(steps))]


def transitions(sessions: list[Session]) -> Iterator[tuple[str, str]]:
    for session in sessions:
        for i in range(len(session.pages) - 1):
            yield session.pages[i], session.pages[i + 1]


def transition_counts(sessions: list[Session]) -> list[tuple[tuple[str, str], int]]:
    counts: dict[tuple[str, str], int] = {}
    for step in transitions(sessions):
        counts[step] = counts.get(step, 0) + 1
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))


def concurrent_peak(sessions: list[Session]) -> int:
    """Largest number of sessions open at the start of any session."""
    peak = 0
    for session in sessions:
        start = session.clicks[0].second
        running = 0
        for other in sessions:
            if other.clicks[0].second <= start <= other.clicks[-1].second:
                running += 1
        peak = max(peak, running)
    return peak


def first_bounce(sessions: list[Session]) -> Optional[Session]:
    bounces = [s for s in sessions if len(s.clicks) == 1]
    return bounces[0] if bounces else None
