# SPDX-License-Identifier: Apache-2.0
"""Finds the owner of samples that Python delivered too late.

Problem: a signal is seen at the next call of a C function, function entry or backward jump. The cost of
`def has(self, x): return x in self.items` is therefore seen in the loop that calls it, and `has` seems free.
Idea: samples wait, and now and then a *burst* follows: for one sampling interval every call and return of the main
thread is timed. What waits is then divided as the burst divided its own time, within the function that the sample
was seen in; who called that function is what the sample saw, for the burst may have met other callers. A burst costs what its calls cost, so the next one comes later when there were many: the share of
time spent on bursts is bounded.
Limits: a weight longer than _LONG_S is one operation. After a call that is nearly always a C function, and it stays where
it was seen; elsewhere it moves only if the burst shows an operation of that order.
"""
import opcode
import sys
import time

_clock = time.thread_time
_set_profile, _get_profile = sys.setprofile, sys.getprofile
_WINDOW_S = 0.004
_MAX_EVENTS = 4000
_MAX_COST_S = 0.015  # deep stacks make events dear
_COST_SHARE = 0.05
_LEAST_GAP_S = 0.02 if sys.version_info >= (3, 12) else 0.0  # switching makes newer interpreters instrument code again
_LONG_S = 0.02
_OVERHEAD_OF_LEAST = 1.15
_LEAST_OPERATION_S = 3e-8
_MAX_WAITING = 2000
_AT_ENTRY = opcode.opmap.get("RESUME", -1)
_CALLS = {number for name, number in opcode.opmap.items() if name.startswith(("CALL", "PRECALL"))}


def _opcode_at(frame):
    """The operation after which the signal was seen; _AT_ENTRY when nothing of this call has run yet."""
    try:
        return frame.f_code.co_code[frame.f_lasti] if frame.f_lasti >= 0 else _AT_ENTRY
    except IndexError:
        return None


def _below(place, anchor, seen):
    """The place as if the anchor had been called by those that called it when the sample was seen."""
    ids, line = place
    callers = seen[0][seen[0].index(anchor):]
    inner = tuple(key for key in ids[:ids.index(anchor)] if key not in callers)
    return (inner + callers, line) if inner or ids[0] == anchor else seen


class Bursts:
    """Holds the samples that wait. Used by the main thread only."""

    def __init__(self, samples):
        self.samples = samples
        self.callback = self.on_event
        self.waiting, self.last_slices = [], {}
        self.active = False
        self.next_allowed = 0.0
        self.least, self.inside = 1.0, False
        self.ended = 0.0  # thread clock up to which bursts have charged everything

    def add(self, frame, seconds):
        """Keeps a sample until its owner is found."""
        place = self.samples.locate(frame)
        ids = place[0]
        operation = _opcode_at(frame)
        if not ids or (seconds > _LONG_S and operation in _CALLS):
            self.samples.charge(place, seconds)
            return
        self.waiting.append((place, ids[1] if len(ids) > 1 and operation == _AT_ENTRY else ids[0], seconds))
        if len(self.waiting) > _MAX_WAITING:
            self.settle()

    def start(self, now):
        """Begins to time events, unless it is too early or the program profiles itself."""
        if now < self.next_allowed or not self.waiting or _get_profile() is not None:
            return
        self.slices, self.events, self.timed, self.cost = {}, 0, 0.0, 0.0
        self.active = True
        self.began = self.at = _clock()
        _set_profile(self.callback)

    def on_event(self, frame, event, argument):
        """The time since the last event belongs to the frame that ran."""
        self.inside = True  # a signal that is seen in here is not the program's
        try:
            now = _clock()
            spent = now - self.at
            if not self.active:
                return
            if spent < self.least:
                self.least = spent
            self._slice(frame.f_back if event == "call" else frame, spent)
            self.timed += spent
            self.events += 1
            self.at = _clock()
            self.cost += self.at - now
            if self.timed >= _WINDOW_S or self.events >= _MAX_EVENTS or self.cost >= _MAX_COST_S:
                self.stop(None)
        except BaseException:
            self.abandon()
        finally:
            self.inside = False

    def _slice(self, frame, spent):
        entry = self.slices.setdefault(self.samples.locate(frame), [0.0, 0])
        entry[0] += spent
        entry[1] += 1

    def tick(self, frame):
        """A signal during a burst: ends it when its window is over."""
        if self.inside or frame.f_code is Bursts.on_event.__code__:
            return
        spent = _clock() - self.at
        if self.timed + spent >= 0.5 * _WINDOW_S:
            self.stop(frame)

    def stop(self, frame):
        """Ends the burst and settles what waits. `frame` runs now, if known."""
        self._let_go()
        if frame is not None:
            spent = _clock() - self.at
            self._slice(frame, spent)
            self.timed += spent
        slices = self._without_overhead()
        self._distribute(slices)
        self.last_slices = slices
        for place, spent in slices.items():
            self.samples.charge(place, spent)
        self.ended = _clock()
        cost = self.ended - self.began - self.timed
        self.next_allowed = self.ended + max(_LEAST_GAP_S, cost / _COST_SHARE)

    def _let_go(self):
        self.active = False
        if _get_profile() is self.callback:
            _set_profile(None)

    def abandon(self):
        self._let_go()
        self.ended = _clock()
        self.next_allowed = self.ended + 1.0

    def _without_overhead(self):
        """Place -> seconds, less what the events themselves cost: about as much as the shortest slice ever seen."""
        overhead = _OVERHEAD_OF_LEAST * self.least
        found = {place: max(spent - events * overhead, events * _LEAST_OPERATION_S)
                 for place, (spent, events) in self.slices.items()}
        return found

    def _distribute(self, slices):
        waiting, self.waiting = self.waiting, []
        for place, anchor, seconds in waiting:
            within = [(_below(other, anchor, place), spent) for other, spent in slices.items() if anchor in other[0]]
            total = sum(spent for _, spent in within)
            if total <= 0 or (seconds > _LONG_S and max(spent for _, spent in within) < seconds / 4):
                self.samples.charge(place, seconds)
                continue
            for other, spent in within:
                self.samples.charge(other, seconds * spent / total)

    def settle(self):
        """Charges what waits by the last burst, as far as that has seen the same functions."""
        self._distribute(self.last_slices)
