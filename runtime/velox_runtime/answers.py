# SPDX-License-Identifier: Apache-2.0
"""Writes down what the kept calls of a timed run gave, when the clock has stopped.

The same canonical trees as in observations, but of what is left after the run: the result or what was raised, and the
arguments as the run left them. The last texts are what the whole run printed, the settings it
left and the names of the module whose data calls have changed. The judge compares both sides' texts.
"""
import sys
from _blake2 import blake2b

from velox_runtime import canonical, timing

_MAX_BYTES = 4 << 20  # of trees for one call: what is beyond is not compared here, but it is in observations
_MOST_SENT = 256 << 10  # of a text: of a longer one a digest follows its beginning
_DEEP = 5000
_dumps = canonical.dumps


def texts_of(prepared, out, settings, state):
    """One text per kept call, then one each for the output, the settings of the process and the module's state."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(_DEEP, limit))
    try:
        # First of all, and with the collector at rest: flushing streams, for one, may run the project's code.
        texts = [_text(raised, what, call) for (raised, what), call in zip(prepared.answers, prepared.kept)]
    finally:
        sys.setrecursionlimit(limit)
    changed = state.changed()
    timing.settle(prepared)
    now = settings.listed()
    marks = out.mark()
    printed = [[size, blake2b(out.text(which)[0].encode("utf-8"), digest_size=16).hexdigest()]
               for which, size in enumerate(marks)]
    return texts + [_dumps(printed), _dumps(now), _dumps(changed)]


def _text(raised, what, call):
    encoder = canonical.Encoder(_MAX_BYTES)
    found = {"return": None, "exception": None}
    if raised:
        what.__traceback__ = None
        found["exception"] = encoder.exception(what)
    else:
        found["return"] = encoder.encode(what)
    found["args"] = encoder.encode(call)
    if encoder.later:
        found["deep"] = encoder.later
    text = _dumps(found)
    if len(text) > _MOST_SENT:
        return _dumps(["long", len(text), blake2b(text.encode("ascii"), digest_size=16).hexdigest(), text[:1000]])
    return text
