# SPDX-License-Identifier: Apache-2.0
"""What a call leaves behind in its process is observed and put back; clock and random bytes repeat themselves."""
import pytest

LEFT = [
    ("os.chdir('/')", "folder"), ("os.environ['SET'] = '1'", "environment"), ("random.random()", "random"),
    ("sys.setrecursionlimit(4321)", "recursion limit"), ("sys.setswitchinterval(0.5)", "switch interval"), ("sys.path.append('/x')", "import path"),
    ("sys.argv.append('x')", "arguments"), ("signal.signal(signal.SIGUSR1, lambda *a: None)", "signal handlers"),
    ("decimal.getcontext().prec = 5", "decimal context"), ("decimal.Decimal(1) / 3", "decimal context"),
    ("logging.disable(30)", "logging"), ("logging.getLogger().setLevel(10)", "logging"), ("logging.getLogger().addHandler(logging.NullHandler())", "logging"),
]
SOURCE = "import decimal, logging, os, random, signal, sys\ndef f(text):\n exec(text)\n"


@pytest.mark.parametrize("text, name", LEFT)
def test_what_a_call_leaves_is_observed_and_put_back(worker, text, name):
    client = worker(SOURCE, "f")
    client.put("c", text)
    client.put("none", "pass")
    first, nothing, second = client.observe("c", "none", "c")
    assert first["exception"] is None
    assert [entry[0] for entry in first["left"]] == [name]
    assert "left" not in nothing
    assert first == second


def test_how_many_random_numbers_are_drawn(worker):
    client = worker(SOURCE, "f")
    client.put("one", "random.random()")
    client.put("two", "random.random(); random.random()")
    one, two, again = client.observe("one", "two", "one")
    assert one["left"] == again["left"] != two["left"]


READS = ["time.time()", "time.time_ns()", "time.perf_counter()", "time.process_time()", "perf_counter_ns()", "os.urandom(8)", "uuid.uuid4()",
         "secrets.token_hex(4)", "random.SystemRandom().random()", "random.random()", "[time.time() for _ in range(3)]"]


@pytest.mark.parametrize("text", READS)
def test_clock_and_random_bytes_repeat_themselves(worker, text):
    source = "import os, random, secrets, time, uuid\nfrom time import perf_counter_ns\ndef f(text): return eval(text)\n"
    seen = []
    for hash_seed in (1, 2):
        client = worker(source, "f", hash_seed=hash_seed)
        client.put("c", text)
        seen.extend(client.observe("c", "c"))
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert seen[0]["exception"] is None
    if "rand" in text or "uuid" in text or "secret" in text:
        assert client.observe("c", seed=9)[0]["return"] != seen[0]["return"]


def test_the_clock_goes_on(observe_call):
    found = observe_call("""
import time
def f():
    a = time.time(); b = time.time(); time.sleep(0.01); c = time.time()
    end = time.perf_counter() + 0.002
    while time.perf_counter() < end: pass
    return a < b, 0.01 <= c - b < 0.02, time.localtime(a).tm_year
""")
    assert found["return"] == ["t", [["b", True], ["b", True], ["i", "2020"]]]


def test_timed_runs_see_the_real_clock(worker):
    client = worker("import time\nfrom time import time as now\nkept = []\ndef f(ask):\n if ask: return [type(c).__name__ for c in kept]\n kept.append(time.time); kept.append(now)\n", "f")
    client.put("c", False)
    client.put("ask", True)
    client.ask("prepare", inputs=["c"], repeats=1)
    assert client.ask("run")[0]["raised"] == 0
    assert client.observe("ask")[0]["return"][2] == [["s", "builtin_function_or_method"]] * 2


def test_a_clock_that_the_project_replaced_stays(observe_call):
    found = observe_call("import time\ntime.time = lambda: 5\ndef f(): return time.time()")
    assert found["return"] == ["i", "5"]


def test_when_an_iterator_prints(observe_call):
    lazy = observe_call("def g(x):\n print(x)\n return x\ndef f(a): return map(g, a)", [1, 2])
    eager = observe_call("def g(x):\n print(x)\n return x\ndef f(a): return iter([g(x) for x in a])", [1, 2])
    assert lazy["return"] == eager["return"] and lazy["stdout"] == eager["stdout"]
    assert lazy["left"] == [["printed while the result was read", "1\n2\n"]]
    assert "left" not in eager
