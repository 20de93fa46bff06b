# SPDX-License-Identifier: Apache-2.0
"""Reader for layered INI files: sections, includes of other layers, ${section:key} references."""


class ConfigError(Exception):
    def __init__(self, message, line=None):
        super().__init__(message if line is None else "line %d: %s" % (line, message))
        self.line = line


def strip_comment(line):
    """Cut ; and # comments, but not inside double quotes."""
    quoted = False
    result = ""
    for i in range(len(line)):
        if line[i] == '"':
            quoted = not quoted
        if line[i] in [";", "#"] and not quoted:
            break
        result = result + line[i]
    return result.rstrip()


def unquote(value):
    if len(value) >= 2 and value[0] == '"' and value[-1] == '"':
        return value[1:-1]
    return value


def logical_lines(text):
    """(number, line) with lines ending in a backslash joined to the next one."""
    number = 0
    pending = ""
    started = 0
    for raw in text.split("\n"):
        number += 1
        line = strip_comment(raw)
        if not pending:
            started = number
        if line.endswith("\\"):
            pending += line[:-1].strip() + " "
            continue
        line = (pending + line.strip()) if pending else line.strip()
        pending = ""
        if line:
            yield started, line
    if pending.strip():
        yield started, pending.strip()


def parse_ini(text):
    """List of (section, key, value) in the order of the file."""
    entries = []
    section = "main"
    for number, line in logical_lines(text):
        if line.startswith("["):
            if not line.endswith("]") or len(line) < 3:
                raise ConfigError("bad section header", number)
            section = line[1:-1].strip().lower()
            continue
        key, sign, value = line.partition("=")
        if not sign or not key.strip():
            raise ConfigError("expected key = value", number)
        entries.append((section, key.strip().lower(), unquote(value.strip())))
    return entries
