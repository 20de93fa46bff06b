# SPDX-License-Identifier: Apache-2.0
import pytest

from curlystache import Renderer, TemplateError, escape, lookup, parse


def render(source, context, **partials):
    return Renderer(partials).render(source, context)


def test_values_are_escaped_unless_raw():
    assert render("{{a}}|{{&a}}", {"a": '<"&">'}) == '&lt;&quot;&amp;&quot;&gt;|<"&">'
    assert escape(12) == "12"


def test_sections_and_inverted_sections():
    source = "{{#xs}}[{{.}}]{{/xs}}{{^xs}}none{{/xs}}"
    assert render(source, {"xs": [1, 2]}) == "[1][2]"
    assert render(source, {"xs": []}) == "none"
    assert render(source, {}) == "none"


def test_inner_scope_shadows_outer():
    context = {"n": "outer", "rows": [{"n": "in"}, {}]}
    assert render("{{#rows}}{{n}},{{/rows}}", context) == "in,outer,"


def test_dotted_lookup_and_missing_parts():
    assert lookup([{"a": {"b": {"c": 5}}}], "a.b.c") == 5
    assert lookup([{"a": {"b": 1}}], "a.x.c") == ""
    assert lookup([{"a": 1}], "a.b") == ""


def test_partials_and_comments():
    assert render("{{! hi }}{{>p}}-{{>gone}}", {"v": 3}, p="<{{v}}>") == "<3>-"


def test_lambda_sections_get_rendered_text():
    assert render("{{#up}}a{{b}}{{/up}}", {"up": str.upper, "b": "c"}) == "AC"


def test_errors():
    with pytest.raises(TemplateError):
        parse("{{#a}}x")
    with pytest.raises(TemplateError):
        parse("{{#a}}{{/b}}")
    with pytest.raises(TemplateError):
        render("{{>loop}}", {}, loop="{{>loop}}")
