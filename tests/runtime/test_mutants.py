# SPDX-License-Identifier: Apache-2.0
"""Changed copies of a unit, observed in forks of its worker."""
MODULE = """import functools
seen = []
def f(n):
    seen.append(n)
    while n > 10:
        n -= 1
    return n + len(seen)
class C:
    def __init__(self, k): self.k = k
    def m(self, n):
        return self.k * n
@functools.lru_cache(None)
def cached(n):
    return n + 1
"""


def mutant(client, names, old="", new="", expected=(), timeout_s=5):
    text = MODULE.replace(old, new, 1).encode() if old else b""
    return client.ask("mutant", text, inputs=list(names), seed=1, timeout_s=timeout_s, expected=list(expected))[0]


def original(client, names):
    found = mutant(client, names)
    assert found["ended"] == "done" and len(found["digests"]) == len(names) == len(found["seconds"])
    return found["digests"]


def test_tells_copies_apart_and_stays_as_it_was(worker):
    client = worker(MODULE, "f")
    client.put("a", 3)
    client.put("b", 12)
    expected = original(client, "ab")
    killed = mutant(client, "ab", "n > 10", "n > 11", expected)
    assert killed["ended"] == "differs" and killed["digests"][0] == expected[0] and killed["digests"][1] != expected[1]
    assert mutant(client, "a", "n > 10", "n > 11", expected[:1])["ended"] == "done"
    # Nothing of those runs is left: `seen` was never appended to in the worker itself.
    assert original(client, "ab") == expected


def test_equal_code_is_no_copy(worker):
    client = worker(MODULE, "f")
    client.put("a", 3)
    assert mutant(client, "a", "n > 10", "n > 1_0")["ended"] == "same"
    assert mutant(client, "a", "return self.k * n", "return self.k + n")["ended"] == "same"


def test_endless_and_dying_copies_end(worker):
    client = worker(MODULE, "f")
    client.put("b", 12)
    expected = original(client, "b")
    assert mutant(client, "b", "n -= 1", "n -= 0", expected, 0.5)["ended"] in ("differs", "timeout")
    assert mutant(client, "b", "n -= 1", "import os; os._exit(3)", expected)["ended"] == "died"
    assert original(client, "b") == expected


def test_methods_and_caches(worker):
    client = worker(MODULE, "cached")
    client.put("a", 3)
    expected = original(client, "a")
    assert mutant(client, "a", "n + 1", "n - 1", expected)["ended"] == "differs"


def test_copies_that_do_not_fit_are_refused(worker):
    client = worker(MODULE, "f")
    client.put("a", 3)
    assert mutant(client, "a", "def f(n)", "def g(n)")["error"]["kind"] == "load"
    assert mutant(client, "a", "n > 10", "n >")["error"]["kind"] == "load"
