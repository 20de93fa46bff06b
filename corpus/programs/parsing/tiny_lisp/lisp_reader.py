# SPDX-License-Identifier: Apache-2.0
class LispError(Exception):
    pass


class Symbol(str):
    pass


def tokens(text):
    out = []
    for line in text.splitlines():
        line = line.split(";")[0]
        out += line.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()
    return out


def atom(word):
    if word == "#t":
        return True
    if word == "#f":
        return False
    try:
        return int(word)
    except ValueError:
        try:
            return float(word)
        except ValueError:
            return Symbol(word)


def read_form(words):
    if not words:
        raise LispError("unexpected end of program")
    word = words.pop(0)
    if word == "'":
        return [Symbol("quote"), read_form(words)]
    if word == "(":
        form = []
        while words and words[0] != ")":
            form.append(read_form(words))
        if not words:
            raise LispError("missing )")
        words.pop(0)
        return form
    if word == ")":
        raise LispError("unexpected )")
    return atom(word)


def read_program(text):
    words = tokens(text)
    forms = []
    while words:
        forms.append(read_form(words))
    return forms
