# SPDX-License-Identifier: Apache-2.0
import re

ESCAPES = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")]


def escape(text):
    for char, entity in ESCAPES:
        text = text.replace(char, entity)
    return text


def find_close(text, mark, start):
    """Position of the closing mark, or -1; a mark right after a blank does not close."""
    at = text.find(mark, start)
    while at != -1 and text[at - 1] == " ":
        at = text.find(mark, at + 1)
    return at


def inline(text, references):
    """Bold, emphasis, code and links of one paragraph."""
    html = ""
    i = 0
    while i < len(text):
        if text[i] == "\\" and i + 1 < len(text):
            html += escape(text[i + 1])
            i += 2
            continue
        if text.startswith("`", i):
            close = text.find("`", i + 1)
            if close != -1:
                html += "<code>" + escape(text[i + 1:close]) + "</code>"
                i = close + 1
                continue
        if text.startswith("**", i):
            close = find_close(text, "**", i + 2)
            if close > i + 2:
                html += "<strong>" + inline(text[i + 2:close], references) + "</strong>"
                i = close + 2
                continue
        if text.startswith("*", i):
            close = find_close(text, "*", i + 1)
            if close > i + 1:
                html += "<em>" + inline(text[i + 1:close], references) + "</em>"
                i = close + 1
                continue
        match = re.match(r"\[([^\]]+)\](?:\(([^)]+)\)|\[([^\]]*)\])", text[i:])
        if match:
            label, url, name = match.groups()
            if url is None:
                url = lookup_reference(references, name or label)
            if url is not None:
                html += '<a href="' + escape(url) + '">' + inline(label, references) + "</a>"
                i += match.end()
                continue
        html += escape(text[i])
        i += 1
    return html


def lookup_reference(references, name):
    """References are (name, url) pairs; the first definition counts, case does not."""
    for known, url in references:
        if known.lower() == name.lower():
            return url
    return None
