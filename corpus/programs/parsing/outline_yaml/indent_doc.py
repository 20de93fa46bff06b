# SPDX-License-Identifier: Apache-2.0
"""Loader and dumper for a small indentation based format (a friendly corner of YAML).

    name: pump house
    sensors:
      - id: 4
        unit: bar
      - id: 5
    limits: [1, 2.5, none]
"""


class DocError(ValueError):
    def __init__(self, number, reason):
        ValueError.__init__(self, f"line {number}: {reason}")


def scalar(text):
    text = text.strip()
    table = {"true": True, "false": False, "yes": True, "no": False, "none": None, "null": None, "": None}
    if text.lower() in table.keys():
        return table[text.lower()]
    if text[0] == text[-1] and text[0] in "'\"" and len(text) > 1:
        return text[1:-1]
    if text[0] == "[" and text[-1] == "]":
        inner = text[1:-1].strip()
        return [scalar(part) for part in inner.split(",")] if inner else []
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            continue
    return text


def prepare(source):
    """(indent, text, number) of the lines that are neither blank nor comments."""
    lines = []
    number = 0
    for raw in source.split("\n"):
        number = number + 1
        if "\t" in raw[:len(raw) - len(raw.lstrip())]:
            raise DocError(number, "tab in indentation")
        if raw.strip() == "" or raw.strip().startswith("#"):
            continue
        lines.append((len(raw) - len(raw.lstrip(" ")), raw.strip(), number))
    return lines


def split_key(text, number):
    key, colon, value = text.partition(":")
    if not colon or (value and value[0] != " "):
        raise DocError(number, "expected 'key: value'")
    return key.strip(), value.strip()


def block_length(lines, indent):
    """How many lines from the first one on are indented deeper than indent."""
    count = 0
    for line in lines:
        if line[0] <= indent:
            break
        count += 1
    return count


def leaf(text, inner):
    if text and inner:
        raise DocError(inner[0][2], "unexpected indentation")
    return scalar(text) if text else load_block(inner)


def load_block(lines):
    if not lines:
        return None
    indent = lines[0][0]
    is_list = lines[0][1].startswith("- ") or lines[0][1] == "-"
    result = [] if is_list else {}
    while lines:
        level, text, number = lines[0]
        if level != indent:
            raise DocError(number, "unexpected indentation")
        size = block_length(lines[1:], indent)
        inner, lines = lines[1:1 + size], lines[1 + size:]
        if is_list:
            if not text.startswith("-"):
                raise DocError(number, "expected '- '")
            rest = text[1:].strip()
            if rest and ":" in rest and rest[0] not in "'\"[":
                shift = len(text) - len(rest)
                result.append(load_block([(indent + shift, rest, number)] + inner))
            else:
                result.append(leaf(rest, inner))
        else:
            key, value = split_key(text, number)
            if key in list(result.keys()):
                raise DocError(number, f"duplicate key {key!r}")
            result[key] = leaf(value, inner)
    return result


def load(source):
    return load_block(prepare(source))


def dump_scalar(value):
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and (value == "" or scalar(value) != value):
        return "'" + value + "'"
    return str(value)


def dump(value, indent=0):
    pad = ""
    for _ in range(indent):
        pad += " "
    text = ""
    if isinstance(value, dict):
        for key in value:
            if isinstance(value[key], (dict, list)) and value[key]:
                text += pad + key + ":\n" + dump(value[key], indent + 2)
            else:
                text += pad + key + ": " + ("[]" if value[key] == [] else dump_scalar(value[key])) + "\n"
    else:
        for item in value:
            if isinstance(item, dict):
                text += pad + "- " + dump(item, indent + 2)[indent + 2:]
            else:
                text += pad + "- " + dump_scalar(item) + "\n"
    return text
