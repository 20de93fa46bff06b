# SPDX-License-Identifier: Apache-2.0
import pytest

from stache import Renderer, TemplateError, html_escape, resolve, split_tags


def render(template, data, **partials):
    return Renderer(partials).render(template, data)


def test_escape():
    assert html_escape('a<b>&"c"') == "a&lt;b&gt;&amp;&quot;c&quot;"
    assert render("{{x}}|{{{x}}}|{{ missing }}", {"x": "<1>"}) == "&lt;1&gt;|<1>|"


def test_tags():
    assert split_tags("a{{! no }}{{#b}}{{ c.d }}{{/b}}") == [
        ("text", "a"), ("open", "b"), ("name", "c.d"), ("close", "b")]
    assert split_tags("") == []


def test_sections():
    assert render("{{#l}}[{{.}}]{{/l}}{{^l}}none{{/l}}", {"l": [1, 2]}) == "[1][2]"
    assert render("{{#l}}[{{.}}]{{/l}}{{^l}}none{{/l}}", {"l": []}) == "none"
    assert render("{{#o}}{{a}}{{b}}{{/o}}", {"o": {"a": 1}, "b": 2}) == "12"
    assert render("{{#n}}yes{{/n}}", {"n": 0}) == "yes"


def test_inner_context_hides_outer():
    assert render("{{#i}}{{x}}{{/i}}{{x}}", {"x": "o", "i": [{"x": "a"}, {}]}) == "aoo"
    assert resolve("a.b", [{"a": {"b": 1}}, {"a": 5}]) == 1


def test_partials_see_the_context():
    assert render("{{#l}}{{>p}}{{/l}}{{>none}}", {"l": ["x", "y"]}, p="<{{.}}>") == "<x><y>"


@pytest.mark.parametrize("template", ["{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}"])
def test_unbalanced(template):
    with pytest.raises(TemplateError):
        render(template, {"a": 1, "b": 1})


def test_data_is_left_alone():
    data = {"l": [{"x": 1}]}
    render("{{#l}}{{x}}{{/l}}", data)
    assert data == {"l": [{"x": 1}]}
