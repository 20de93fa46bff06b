# SPDX-License-Identifier: Apache-2.0
"""The functions that stand in for a captured unit: one for each kind, each indistinguishable by `inspect`.

The fast way of every wrapper is: count, compare, call. Their code carries a file name that `warnings` takes for part of
the import system, so that `stacklevel` counts as if they were not there.
"""
import functools
from _thread import get_ident

FILENAME = "<velox importlib._bootstrap>"
_GENERATOR, _COROUTINE, _ASYNC_GENERATOR = 0x20, 0x80, 0x200


def kind_of(function):
    """function, generator, coroutine or async_generator."""
    flags = function.__code__.co_flags
    if flags & _ASYNC_GENERATOR:
        return "async_generator"
    if flags & _COROUTINE:
        return "coroutine"
    return "generator" if flags & _GENERATOR else "function"


def wrap(function, unit, kind):
    """The wrapper of `function`, with its name, signature and kind."""
    made = _MAKERS[kind](function, unit)
    made.__code__ = made.__code__.replace(co_filename=FILENAME)
    made = functools.wraps(function)(made)
    made.__defaults__, made.__kwdefaults__ = None, None
    return made


def _function(function, unit):
    tick, active, begin, end = unit.tick, unit.active, unit.begin, unit.end

    def wrapper(*args, **kwargs):
        n = tick()
        if n < unit.next_look or get_ident() in active:
            return function(*args, **kwargs)
        look = begin(n, args, kwargs, function)
        if look is None:
            return function(*args, **kwargs)
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            end(look, None, error)
            raise
        end(look, result, None)
        return result

    return wrapper


def _generator(function, unit):
    tick, begin, end = unit.tick, unit.begin, unit.end

    def wrapper(*args, **kwargs):
        n = tick()
        look = None if n < unit.next_look else begin(n, args, kwargs, function)
        if look is None:
            return (yield from function(*args, **kwargs))
        look.has_result = False
        try:
            result = yield from function(*args, **kwargs)
        except BaseException as error:
            end(look, None, None if isinstance(error, GeneratorExit) else error)
            raise
        end(look, None, None)
        return result

    return wrapper


def _coroutine(function, unit):
    tick, begin, end = unit.tick, unit.begin, unit.end

    async def wrapper(*args, **kwargs):
        n = tick()
        look = None if n < unit.next_look else begin(n, args, kwargs, function)
        if look is None:
            return await function(*args, **kwargs)
        try:
            result = await function(*args, **kwargs)
        except BaseException as error:
            end(look, None, error)
            raise
        end(look, result, None)
        return result

    return wrapper


def _async_generator(function, unit):
    tick, begin, end = unit.tick, unit.begin, unit.end

    async def wrapper(*args, **kwargs):
        n = tick()
        look = None if n < unit.next_look else begin(n, args, kwargs, function)
        if look is not None:
            look.has_result = False
        problem = None
        inner = function(*args, **kwargs)
        step, value = inner.asend, None
        try:
            while True:
                try:
                    item = await step(value)
                except StopAsyncIteration:
                    return
                try:
                    value = yield item
                    step = inner.asend
                except GeneratorExit:
                    await inner.aclose()
                    raise
                except BaseException as error:
                    step, value = inner.athrow, error
        except GeneratorExit:
            raise
        except BaseException as error:
            problem = error
            raise
        finally:
            if look is not None:
                end(look, None, problem)

    return wrapper


_MAKERS = {"function": _function, "generator": _generator, "coroutine": _coroutine, "async_generator": _async_generator}
