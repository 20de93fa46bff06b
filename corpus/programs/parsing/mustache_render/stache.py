# SPDX-License-Identifier: Apache-2.0
"""A logic-less template language: {{name}}, {{{raw}}}, {{#list}}..{{/list}}, {{^absent}}..{{/absent}}, {{>partial}}."""
import re


class TemplateError(ValueError):
    pass


def html_escape(text):
    result = []
    for ch in text:
        if ch == "&":
            result.append("&amp;")
        elif ch == "<":
            result.append("&lt;")
        elif ch == ">":
            result.append("&gt;")
        elif ch == '"':
            result.append("&quot;")
        else:
            result.append(ch)
    return "".join(result)


def split_tags(template):
    """('text', s), ('name', n), ('raw', n), ('open', n), ('not', n), ('close', n), ('partial', n)"""
    kinds = {"#": "open", "^": "not", "/": "close", ">": "partial", "!": "comment"}
    parts = []
    while True:
        match = re.search(r"\{\{\{\s*([\w.]+)\s*\}\}\}|\{\{([#^/>!]?)\s*(.*?)\s*\}\}", template, re.DOTALL)
        if match is None:
            parts.append(("text", template))
            return [p for p in parts if p[0] != "comment" and p != ("text", "")]
        parts.append(("text", template[:match.start()]))
        if match.group(1):
            parts.append(("raw", match.group(1)))
        else:
            parts.append((kinds.get(match.group(2), "name"), match.group(3)))
        template = template[match.end():]


def build_tree(parts, closing=None):
    nodes = []
    while parts:
        kind, value = parts.pop(0)
        if kind == "close":
            if value != closing:
                raise TemplateError("unexpected {{/%s}}" % value)
            return nodes
        if kind in ("open", "not"):
            nodes.append((kind, value, build_tree(parts, value)))
        else:
            nodes.append((kind, value))
    if closing is not None:
        raise TemplateError("missing {{/%s}}" % closing)
    return nodes


def resolve(name, stack):
    """Inner contexts hide outer ones; a dotted name starts at the first context that has its first part."""
    if name == ".":
        return stack[-1]
    for context in reversed(stack):
        value = context
        try:
            for part in name.split("."):
                value = value[part]
            return value
        except (KeyError, TypeError, IndexError):
            continue
    return None


class Renderer:
    def __init__(self, partials=None):
        self.partials = partials or {}

    def render(self, template, data):
        return self._walk(build_tree(split_tags(template)), [data])

    def _walk(self, nodes, stack):
        output = ""
        for node in nodes:
            kind = node[0]
            if kind == "text":
                output += node[1]
            elif kind == "raw":
                value = resolve(node[1], stack)
                output += "" if value is None else str(value)
            elif kind == "name":
                value = resolve(node[1], stack)
                output += "" if value is None else html_escape(str(value))
            elif kind == "partial":
                tree = build_tree(split_tags(self.partials.get(node[1], "")))
                output += self._walk(tree, stack)
            else:
                output += self._section(node, stack)
        return output

    def _section(self, node, stack):
        value = resolve(node[1], stack)
        empty = value is None or value is False or value == [] or value == ""
        if node[0] == "not":
            return self._walk(node[2], stack) if empty else ""
        if empty:
            return ""
        output = ""
        for item in value if isinstance(value, list) else [value]:
            output = output + self._walk(node[2], stack + [item])
        return output
