# SPDX-License-Identifier: Apache-2.0
"""Which test is running, as pytest tells it: PYTEST_CURRENT_TEST.

Reading the environment at every call would cost more than the call. So the setter of os.environ tells when the
test changes, and every unit looks at its next call.
"""
import os

_KEY = "PYTEST_CURRENT_TEST"
_PHASES = (" (setup)", " (call)", " (teardown)")
_seen = None


def current():
    """The id of the test that runs now, without its phase, or None."""
    value = os.environ.get(_KEY)
    if not value:
        return None
    for phase in _PHASES:
        if value.endswith(phase):
            return value[:-len(phase)]
    return value


def watch(changed):
    """Calls `changed()` whenever another test or phase begins in this process."""
    kind = type(os.environ)
    original = kind.__setitem__

    def __setitem__(self, key, value):
        global _seen
        original(self, key, value)
        if key == _KEY and value != _seen:
            _seen = value
            changed()

    kind.__setitem__ = __setitem__
