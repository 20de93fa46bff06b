# SPDX-License-Identifier: Apache-2.0
"""Times calls and nothing but calls.

Everything is prepared before: fresh arguments for each call, garbage collected and the rest frozen out of the
collector's sight. The loops use local variables only. What a generator yields is consumed at C speed.
"""
import gc
import pickle
import time
from collections import deque

_wall, _cpu = time.perf_counter_ns, time.process_time_ns


class Prepared:
    """Arguments for one `run`; they are used up by it."""

    def __init__(self, pickles, repeats):
        self.calls, self.bytes = [], 0
        for _ in range(repeats):
            for data in pickles:
                self.calls.append(pickle.loads(data))
                self.bytes += len(data)
        self.plain = all(not kwargs for _, kwargs in self.calls)
        if self.plain:
            self.calls = [args for args, _ in self.calls]
        gc.collect()
        gc.freeze()


def run(call, consume, prepared):
    """{wall_ns, cpu_ns, calls, raised} of all prepared calls."""
    try:
        wall, cpu, raised = _LOOPS[consume](call, prepared)
    finally:
        gc.unfreeze()
    return {"wall_ns": wall, "cpu_ns": cpu, "calls": len(prepared.calls), "raised": raised}


def _run_functions(call, prepared):
    raised = 0
    calls = prepared.calls
    if prepared.plain:
        cpu, wall = _cpu(), _wall()
        for args in calls:
            try:
                call(*args)
            except BaseException:
                raised += 1
        return _wall() - wall, _cpu() - cpu, raised
    cpu, wall = _cpu(), _wall()
    for args, kwargs in calls:
        try:
            call(*args, **kwargs)
        except BaseException:
            raised += 1
    return _wall() - wall, _cpu() - cpu, raised


def _pairs(prepared):
    return [(args, {}) for args in prepared.calls] if prepared.plain else prepared.calls


def _run_generators(call, prepared):
    raised = 0
    calls = _pairs(prepared)
    drain = deque(maxlen=0).extend
    cpu, wall = _cpu(), _wall()
    for args, kwargs in calls:
        try:
            drain(call(*args, **kwargs))
        except BaseException:
            raised += 1
    return _wall() - wall, _cpu() - cpu, raised


def _run_coroutines(call, prepared):
    import asyncio

    async def main(calls):
        raised = 0
        cpu, wall = _cpu(), _wall()
        for args, kwargs in calls:
            try:
                await call(*args, **kwargs)
            except BaseException:
                raised += 1
        return _wall() - wall, _cpu() - cpu, raised

    return asyncio.run(main(_pairs(prepared)))


def _run_async_generators(call, prepared):
    import asyncio

    async def main(calls):
        raised = 0
        cpu, wall = _cpu(), _wall()
        for args, kwargs in calls:
            try:
                async for _ in call(*args, **kwargs):
                    pass
            except BaseException:
                raised += 1
        return _wall() - wall, _cpu() - cpu, raised

    return asyncio.run(main(_pairs(prepared)))


_LOOPS = {"function": _run_functions, "generator": _run_generators, "coroutine": _run_coroutines,
          "async_generator": _run_async_generators}
