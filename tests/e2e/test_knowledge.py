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
    learned = json.loads(slow.velox("learn", "rules", "--json", "-").out)
    assert learned["examples"] == learned["covered"] == 1, "what the catalogue did is nothing new"


def test_questions_that_cannot_be_answered(slow):
    run = slow.velox("kb", "search", "visits.py::returning")
    assert run.status == 1 and "velox optimize" in run.err
    run = slow.velox("kb", "search", "visits.py")
    assert run.status == 2 and "FILE.py::NAME" in run.err
    run = slow.velox("kb", "search", "visits.py::nobody")
    assert run.status != 0 and "nobody" in run.err
    run = slow.velox("kb")
    assert run.status == 2


SECRET = {"name": "zanzibar_ledger", "text": "correct horse battery", "file": "quokka_accounts", "attribute": "wombat_total"}


def test_a_pack_tells_nothing_of_the_project(project, tmp_path):
    project.write(f"{SECRET['file']}.py", f"""\
        class Row:
            def __init__(self, n):
                self.{SECRET['attribute']} = n


        def {SECRET['name']}(rows, wanted):
            {SECRET['name']}_seen = [r.{SECRET['attribute']} for r in rows]
            hits = 0
            for w in wanted:
                if w in {SECRET['name']}_seen:
                    hits += 1
            return hits, "{SECRET['text']}"


        if __name__ == "__main__":
            print({SECRET['name']}([Row(i * 3) for i in range(2500)], list(range(2500))))
        """)
    done = project.optimize(f"{SECRET['file']}.py")
    assert done["candidates"]
    pack = tmp_path / "pack.json"
    run = project.velox("learn", "export", str(pack))
    assert run.status == 0 and "case" in run.out, run.text
    text = pack.read_text()
    cases = json.loads(text)["cases"]
    assert len(cases) >= len(done["candidates"])  # what was tried twice is two cases
    for word in [*SECRET.values(), str(project.root), "Row", "wanted", done["run"]]:
        assert word not in text, word


def test_a_pack_moves_what_was_learned(slow, tmp_path):
    slow.optimize("visits.py", "--rules", "membership-list-to-set")
    pack = tmp_path / "pack.json"
    assert slow.velox("learn", "export", str(pack)).status == 0
    other = type(slow)(tmp_path / "other")
    other.root.mkdir()
    other.write("orders.py", (slow.root / "visits.py").read_text().replace("returning", "missing"))
    assert other.velox("kb", "search", "orders.py::missing").status == 1
    run = other.velox("learn", "import", str(pack))
    assert run.status == 0 and "1 case" in run.out, run.text
    assert "0 cases" in other.velox("learn", "import", str(pack)).out
    run = other.velox("kb", "search", "orders.py::missing")
    assert run.status == 0 and "another project" in run.out and "membership-list-to-set" in run.out


def test_packs_that_are_none(slow, tmp_path):
    slow.optimize("visits.py", "--rules", "membership-list-to-set")
    pack = tmp_path / "pack.json"
    assert slow.velox("learn", "export", str(pack)).status == 0
    good = json.loads(pack.read_text())
    bad = {
        "no json": "{",
        "no pack": "{}",
        "newer": json.dumps({**good, "schema": "velox.pack/9"}),
        "strategy": json.dumps({**good, "cases": [{**good["cases"][0], "strategy": "rm -rf"}]}),
        "vector": json.dumps({**good, "cases": [{**good["cases"][0], "vector": "00"}]}),
        "gain": json.dumps({**good, "cases": [{**good["cases"][0], "log_speedup": 1e300}]}),
        "rule": json.dumps({**good, "rules": [{"id": "learned-../../x", "page": ""}]}),
        "page": json.dumps({**good, "rules": [{"id": "learned-x", "page": "no page"}]}),
    }
    before = slow.velox("kb", "practices").out
    for name, text in bad.items():
        pack.write_text(text)
        run = slow.velox("learn", "import", str(pack))
        assert run.status == 1 and "pack" in run.err, (name, run.text)
    assert slow.velox("learn", "import", str(tmp_path / "none")).status == 1
    assert slow.velox("kb", "practices").out == before
