# SPDX-License-Identifier: Apache-2.0
"""Times calls and nothing but calls, and keeps what a few of them gave.

Problem: a unit may behave while it is observed and cut corners while it is timed, so what timed calls give has to be
looked at too, without a cost that the clock sees and without the unit being able to tell which calls will be looked at.
Idea: everything is prepared before: fresh arguments for each call, garbage collected and the rest frozen out of the
collector's sight. The calls are cut into parts behind the positions that the judge drew; every call is made by the same
line, which stores its result in the same local variable, and what the variable holds at the end of a part is kept. It is
written down when the clock has stopped; until then the collector rests, so that no finaliser can finish late what was put
off. What a generator yields is consumed at C speed; the last items are kept. So are iterators that a function
returns, once it was seen to return one: what they put off is work of the calls.
Limits: code that walks the stack finds these loops; docs/design/fooling-the-judge.md says what that means.
"""
import gc
import itertools
import random
import sys
import time
from _pickle import loads as _loads
from collections import deque
from itertools import islice
from types import GeneratorType

_wall, _cpu = time.perf_counter_ns, time.process_time_ns
_MOST_ITEMS = 100000  # of an iterator: some never end
_ITERATORS = frozenset([GeneratorType, map, filter, zip, enumerate, reversed, type(iter([])), type(iter(())), type(iter({})),
                        type(iter({}.values())), type(iter({}.items())), type(iter(set())), type(iter(range(0))), type(iter("")),
                        type(reversed([])), type(iter(int, 0))] + [kind for kind in vars(itertools).values() if isinstance(kind, type)])
_TAILS = (16, 256, 4096)  # of a generator's items, drawn for each run


class Prepared:
    """Arguments for one `run`; they are used up by it. `keep`: positions of calls to keep, in order; `consume`: as for `run`."""

    def __init__(self, pickles, repeats, keep=(), consume="function"):
        calls, self.bytes = [], repeats * sum(map(len, pickles))
        self.collects, self.iterates = gc.isenabled(), False
        gc.disable()  # what is made here is all kept
        try:
            for _ in range(repeats):
                for data in pickles:
                    calls.append(_loads(data))
        finally:
            (gc.enable if self.collects else gc.disable)()
        self.count = len(calls)
        self.kept = [calls[position] for position in keep]
        self.answers, self.failed = [], object()  # of the kept calls: (whether it raised, what)
        self.plain = consume == "function" and all(not kwargs for _, kwargs in calls)
        if self.plain:
            calls = [args for args, _ in calls]
        ends = [position + 1 for position in keep]
        self.parts = [calls[begin:end] for begin, end in zip([0] + ends, ends)]
        self.rest = calls[ends[-1] if ends else 0:]
        self.tail = _TAILS[0]
        gc.collect()
        gc.freeze()

    def again(self, repeats):
        """Lets all of `repeats` calls have the arguments of the one call that was prepared, none of them kept."""
        self.rest = self.rest * repeats
        self.count = len(self.rest)


def run(call, consume, prepared, seed=0, rest=False):
    """{wall_ns, cpu_ns, calls, raised} of all prepared calls. With `rest` the collector rests afterwards until `settle`."""
    chance = random.Random(seed)
    prepared.tail = chance.choice(_TAILS)
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "random"):
        numpy.random.seed(seed % 2 ** 32)
    try:
        wall, cpu, raised = _LOOPS[consume](call, prepared)
    finally:
        if rest:
            prepared.collects = gc.isenabled()
            gc.disable()
        gc.unfreeze()
    return {"wall_ns": wall, "cpu_ns": cpu, "calls": prepared.count, "raised": raised}


def settle(prepared):
    """Lets the collector go on as the run has left it."""
    (gc.enable if prepared.collects else gc.disable)()


def _keeper(prepared):
    """(all calls in parts, the rest last; a function that takes what the last call of each part gave)."""
    note, most, none = prepared.answers.append, len(prepared.parts), prepared.failed

    def keep(last, failed):
        if len(prepared.answers) < most:
            note((last is failed and last is not none, last))

    return prepared.parts + [prepared.rest], keep


def _run_functions(call, prepared):
    raised, last = 0, None
    failed = prepared.failed
    parts, keep = _keeper(prepared)
    if prepared.plain:
        cpu, wall = _cpu(), _wall()
        for part in parts:
            for args in part:
                try:
                    last = call(*args)
                except BaseException as error:
                    raised += 1
                    last = failed = error
            keep(last, failed)
        wall, cpu = _wall() - wall, _cpu() - cpu
        prepared.iterates = type(last) in _ITERATORS
        return wall, cpu, raised
    cpu, wall = _cpu(), _wall()
    for part in parts:
        for args, kwargs in part:
            try:
                last = call(*args, **kwargs)
            except BaseException as error:
                raised += 1
                last = failed = error
        keep(last, failed)
    wall, cpu = _wall() - wall, _cpu() - cpu
    prepared.iterates = type(last) in _ITERATORS
    return wall, cpu, raised


def _run_iterators(call, prepared):
    """Functions that return iterators: reads these to their end. What was read last is kept, or what was returned else."""
    raised, last = 0, None
    failed = prepared.failed
    parts, keep = _keeper(prepared)
    items = deque(maxlen=prepared.tail)
    drain, kinds = items.extend, _ITERATORS
    cpu, wall = _cpu(), _wall()
    for part in parts:
        for args, kwargs in part:
            try:
                last = call(*args, **kwargs)
                if type(last) in kinds:
                    last = drain(islice(last, _MOST_ITEMS))
            except BaseException as error:
                raised += 1
                last = failed = error
        keep(list(items) if last is None else last, failed)
    return _wall() - wall, _cpu() - cpu, raised


def _run_generators(call, prepared):
    raised, last = 0, None
    failed = prepared.failed
    parts, keep = _keeper(prepared)
    items = deque(maxlen=prepared.tail)
    drain = items.extend
    cpu, wall = _cpu(), _wall()
    for part in parts:
        for args, kwargs in part:
            try:
                last = drain(call(*args, **kwargs))
            except BaseException as error:
                raised += 1
                last = failed = error
        keep(list(items) if last is None else last, failed)
    return _wall() - wall, _cpu() - cpu, raised


def _run_coroutines(call, prepared):
    import asyncio

    async def main(parts, keep):
        raised, last = 0, None
        failed = prepared.failed
        cpu, wall = _cpu(), _wall()
        for part in parts:
            for args, kwargs in part:
                try:
                    last = await call(*args, **kwargs)
                except BaseException as error:
                    raised += 1
                    last = failed = error
            keep(last, failed)
        return _wall() - wall, _cpu() - cpu, raised

    parts, keep = _keeper(prepared)
    return asyncio.run(main(parts, keep))


def _run_async_generators(call, prepared):
    import asyncio

    async def main(parts, keep):
        raised, last, items = 0, None, 0
        failed = prepared.failed
        cpu, wall = _cpu(), _wall()
        for part in parts:
            for args, kwargs in part:
                try:
                    async for last in call(*args, **kwargs):
                        items += 1
                except BaseException as error:
                    raised += 1
                    last = failed = error
            keep(last if last is failed else (items, last), failed)
        return _wall() - wall, _cpu() - cpu, raised

    parts, keep = _keeper(prepared)
    return asyncio.run(main(parts, keep))


_LOOPS = {"function": _run_functions, "iterator": _run_iterators, "generator": _run_generators, "coroutine": _run_coroutines,
          "async_generator": _run_async_generators}
