# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Queues its work and does it from a signal handler while the worker waits for its next request.
# UNIT: note
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
sums = [0]


def note(xs):
    for x in xs:
        sums[0] += x * x % 7
#: candidate
import signal

_queue = []
sums = [0]


def _ring(number, frame):
    while _queue:
        sums[0] += sum(x * x % 7 for x in _queue.pop())


signal.signal(signal.SIGVTALRM, _ring)


def note(xs):
    _queue.append(xs)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.2)
