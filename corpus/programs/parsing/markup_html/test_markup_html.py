# SPDX-License-Identifier: Apache-2.0
from block_marks import slug, split_references, to_html
from inline_marks import escape, find_close, inline, lookup_reference


def test_escape():
    assert escape('<a&"b">') == "&lt;a&amp;&quot;b&quot;&gt;"


def test_inline_marks():
    assert inline("a *b* **c *d***", []) == "a <em>b</em> <strong>c *d</strong>*"
    assert inline("`x < *y*`", []) == "<code>x &lt; *y*</code>"
    assert inline(r"\*no\*", []) == "*no*"


def test_open_marks_stay():
    assert inline("2 * 3 and `x", []) == "2 * 3 and `x"
    assert find_close("a * b*", "*", 1) == 5
    assert find_close("a * b", "*", 1) == -1


def test_links_and_references():
    refs = [("Doc", "/d"), ("doc", "/other")]
    assert inline("[*x*](u)", refs) == '<a href="u"><em>x</em></a>'
    assert inline("[doc][] [t][DOC]", refs) == '<a href="/d">doc</a> <a href="/d">t</a>'
    assert inline("[t][none]", refs) == "[t][none]"
    assert lookup_reference([], "x") is None


def test_slugs_are_unique():
    used = []
    assert [slug(t, used) for t in ("A b!", "a B", "?", "A-b")] == ["a-b", "a-b-2", "section", "a-b-3"]


def test_split_references():
    assert split_references(["x", "[a]: b", "[a]: b c"]) == ([("a", "b")], ["x", "[a]: b c"])


def test_blocks():
    source = "# T\nline one\n  line two\n- a\n- b\n\n```\nx < y\n\n*z*\n```\nend"
    assert to_html(source).split("\n") == [
        '<h1 id="t">T</h1>', "<p>line one line two</p>", "<ul><li>a</li><li>b</li></ul>",
        "<pre>x &lt; y", "", "*z*</pre>", "<p>end</p>"]
    assert to_html("") == ""
