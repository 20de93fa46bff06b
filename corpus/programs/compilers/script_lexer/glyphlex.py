# SPDX-License-Identifier: Apache-2.0
"""Scanner of the Glyph scripting language."""
import re
from collections import namedtuple

Token = namedtuple("Token", "kind text line column")

RULES = [
    ("space", r"[ \t\r]+"),
    ("newline", r"\n"),
    ("comment", r"#[^\n]*"),
    ("float", r"\d+\.\d+(e[+-]?\d+)?"),
    ("int", r"0x[0-9a-fA-F]+|\d+"),
    ("string", r'"(\\.|[^"\\\n])*"'),
    ("word", r"[A-Za-z_][A-Za-z_0-9]*"),
    ("op", r"==|!=|<=|>=|->|&&|\|\||[-+*/%<>=!&|^~.,:;]"),
    ("open", r"[(\[{]"),
    ("close", r"[)\]}]"),
]

ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"', "0": "\0"}


class ScanError(Exception):
    def __init__(self, message, line, column):
        super().__init__("%d:%d: %s" % (line, column, message))
        self.line = line
        self.column = column


class Scanner:
    def __init__(self, source):
        self.source = source
        self.offset = 0

    def keyword(self, word):
        return word in ["let", "fn", "if", "else", "while", "for", "in", "return", "match", "with",
                        "true", "false", "nil", "and", "or", "not", "break", "continue", "import"]

    def where(self):
        before = self.source[:self.offset]
        lines = before.split("\n")
        return len(lines), len(lines[-1]) + 1

    def next_token(self):
        """The next token that matters to the parser, or None at the end."""
        while self.offset < len(self.source):
            line, column = self.where()
            rest = self.source[self.offset:]
            for kind, pattern in RULES:
                found = re.compile(pattern).match(rest)
                if found:
                    break
            else:
                raise ScanError("stray %r" % rest[0], line, column)
            text = found.group(0)
            self.offset += len(text)
            if kind in ("space", "comment", "newline"):
                continue
            if kind == "word" and self.keyword(text):
                kind = "keyword"
            return Token(kind, text, line, column)
        return None

    def all_tokens(self):
        tokens = []
        while True:
            token = self.next_token()
            if token is None:
                return tokens
            tokens.append(token)


def unescape(literal):
    out = ""
    body = literal[1:-1]
    i = 0
    while i < len(body):
        if body[i] == "\\":
            i += 1
            if body[i] not in ESCAPES.keys():
                raise ValueError("unknown escape \\" + body[i])
            out = out + ESCAPES[body[i]]
        else:
            out = out + body[i]
        i += 1
    return out


def value_of(token):
    if token.kind == "int":
        return int(token.text, 16) if token.text.startswith("0x") else int(token.text)
    if token.kind == "float":
        return float(token.text)
    if token.kind == "string":
        return unescape(token.text)
    return token.text
