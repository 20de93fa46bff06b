# SPDX-License-Identifier: Apache-2.0
import pytest

from weave_diff import edit_script, hunks, similarity, unified
from weave_patch import PatchFailed, apply_patch, parse_patch


def ops(old, new, **kw):
    return "".join(step[0] for step in edit_script(list(old), list(new), **kw))


def test_scripts():
    assert ops("abc", "abc") == "   "
    assert ops("abc", "axc") == " -+ "
    assert ops("", "ab") == "++"
    assert ops("ab", "") == "--"


def test_blanks_may_be_ignored_and_new_text_is_kept():
    script = edit_script(["a  =  1"], ["a = 1"], ignore_blanks=True)
    assert script == [(" ", 0, 0, "a = 1")]


def test_hunks_join_when_context_touches():
    old = [str(n) for n in range(20)]
    new = old[:3] + old[4:8] + old[9:]
    assert len(list(hunks(edit_script(old, new), 2))) == 1
    assert len(list(hunks(edit_script(old, new), 1))) == 2
    assert list(hunks(edit_script(old, old))) == []


def test_unified_text():
    assert unified(["a", "b", "c"], ["a", "x", "c"], 1) == "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"


def test_round_trip_and_moved_hunk():
    old = ["l%d" % (n % 7) for n in range(30)]
    new = old[:5] + ["new"] + old[6:20] + old[22:]
    patch = unified(old, new)
    assert apply_patch(old, patch) == new
    assert apply_patch(["x", "y"] + old, patch) == ["x", "y"] + new


def test_failing_patch():
    with pytest.raises(PatchFailed):
        apply_patch(["q"], "@@ -1,1 +1,1 @@\n-a\n+b\n")
    assert parse_patch("@@ -4,1 +4,0 @@\n-a\n") == [(4, [("-", "a")])]


def test_similarity():
    assert similarity([], []) == 1.0
    assert similarity(list("ab"), list("bc")) == 0.5
