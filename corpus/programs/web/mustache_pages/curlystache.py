# SPDX-License-Identifier: Apache-2.0
"""A logic-less template renderer in the spirit of mustache.

    {{name}}       escaped value          {{&name}}  raw value
    {{#list}}..{{/list}}  section         {{^list}}..{{/list}}  inverted section
    {{>partial}}   include                {{! note}}  comment
"""
import re


class TemplateError(Exception):
    pass


def tokenize(source):
    """Yield (kind, text) pairs; kind is 'text' or the tag's sigil ('' = value)."""
    tag = re.compile(r"\{\{\s*([#^/&>!]?)\s*(.*?)\s*\}\}", re.DOTALL)
    pos = 0
    for m in tag.finditer(source):
        if m.start() > pos:
            yield "text", source[pos:m.start()]
        yield m.group(1), m.group(2)
        pos = m.end()
    if pos < len(source):
        yield "text", source[pos:]


def parse(source):
    """Build a tree of nodes ('section', name, inverted, children) and leaves."""
    root = []
    stack = [(None, root)]
    for kind, text in tokenize(source):
        children = stack[-1][1]
        if kind == "!":
            continue
        if kind in ("#", "^"):
            inner = []
            children.append(("section", text, kind == "^", inner))
            stack.append((text, inner))
        elif kind == "/":
            if stack[-1][0] != text:
                raise TemplateError(f"unexpected close of {text!r}")
            stack.pop()
        else:
            children.append((kind or "value", text))
    if len(stack) > 1:
        raise TemplateError(f"section {stack[-1][0]!r} is never closed")
    return root


def escape(value):
    text = str(value)
    out = ""
    for ch in text:
        if ch == "&":
            out += "&amp;"
        elif ch == "<":
            out += "&lt;"
        elif ch == ">":
            out += "&gt;"
        elif ch == '"':
            out += "&quot;"
        else:
            out += ch
    return out


def lookup(scopes, dotted):
    """Innermost scope that knows the first name wins; missing names give ''."""
    if dotted == ".":
        return scopes[-1]
    parts = dotted.split(".")
    for scope in reversed(scopes):
        try:
            value = scope[parts[0]]
        except (KeyError, TypeError, IndexError):
            continue
        for part in parts[1:]:
            try:
                value = value[part]
            except (KeyError, TypeError):
                return ""
        return value
    return ""


class Renderer:
    def __init__(self, partials=None):
        self.partials = dict(partials or {})
        self.depth_limit = 25

    def render(self, source, context):
        return self._nodes(parse(source), [context], 0)

    def _nodes(self, nodes, scopes, depth):
        if depth > self.depth_limit:
            raise TemplateError("includes nest too deeply")
        out = ""
        for node in nodes:
            kind = node[0]
            if kind == "text":
                out += node[1]
            elif kind == "value":
                out += escape(lookup(scopes, node[1]))
            elif kind == "&":
                out += str(lookup(scopes, node[1]))
            elif kind == ">":
                source = self.partials.get(node[1], "")
                out += self._nodes(parse(source), scopes, depth + 1)
            else:
                out += self._section(node, scopes, depth)
        return out

    def _section(self, node, scopes, depth):
        _, name, inverted, children = node
        value = lookup(scopes, name)
        if inverted:
            return "" if value else self._nodes(children, scopes, depth)
        if not value:
            return ""
        if callable(value):
            return value(self._nodes(children, scopes, depth))
        if not isinstance(value, (list, tuple)):
            value = [value]
        out = ""
        for item in value:
            out += self._nodes(children, scopes + [item], depth)
        return out
