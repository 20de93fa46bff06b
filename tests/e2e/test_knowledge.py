# SPDX-License-Identifier: Apache-2.0
"""What is kept of experiments, and what can be asked of it."""
import json


def test_similar_code_and_what_worked_there(slow):
    done = slow.optimize("visits.py", "--rules", "membership-list-to-set")
    assert done["patches"], done["candidates"]
    slow.write("orders.py", """\
        def missing(have, want):
            names = [n for n in have]
            lost = 0
            for item in want:
                if item not in names:
                    lost += 1
            return lost


        def shout(words):
            return " ".join(w.upper() for w in words)
        """)
    found = json.loads(slow.velox("kb", "search", "orders.py::missing", "orders.py::shout", "--json", "-").out)
    assert found["schema"] == "velox.knowledge/1"
    like, unlike = found["units"]
    assert like["advice"][0]["strategy"] == "membership-list-to-set" and like["advice"][0]["accepted"] == 1
    assert like["similar"][0]["unit"] == "visits.py::returning" and like["similar"][0]["log_speedup"] > 0
    assert not unlike["similar"]
    run = slow.velox("kb", "search", "orders.py::missing")
    assert run.status == 0 and "accepted 1 of 1" in run.out and "visits.py::returning" in run.out
    run = slow.velox("kb", "practices")
    assert run.status == 0 and "membership-list-to-set" in run.out and "accepted 1 of 1" in run.out


def test_questions_that_cannot_be_answered(slow):
    run = slow.velox("kb", "search", "visits.py::returning")
    assert run.status == 1 and "velox optimize" in run.err
    run = slow.velox("kb", "search", "visits.py")
    assert run.status == 2 and "FILE.py::NAME" in run.err
    run = slow.velox("kb", "search", "visits.py::nobody")
    assert run.status != 0 and "nobody" in run.err
    run = slow.velox("kb")
    assert run.status == 2
