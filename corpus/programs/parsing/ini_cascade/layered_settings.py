# SPDX-License-Identifier: Apache-2.0
import re

from ini_reader import ConfigError, parse_ini


class LayeredSettings:
    """Later layers win over earlier ones, later entries of a layer over earlier ones."""

    def __init__(self):
        self.layers = []

    def push(self, text):
        self.layers.append(parse_ini(text))
        return self

    def raw(self, section, key):
        for layer in reversed(self.layers):
            for entry_section, entry_key, value in reversed(layer):
                if (entry_section, entry_key) == (section.lower(), key.lower()):
                    return value
        raise KeyError("%s:%s" % (section, key))

    def get(self, section, key, trail=()):
        here = section.lower() + ":" + key.lower()
        if here in trail:
            raise ConfigError("circular reference: " + " > ".join(list(trail) + [here]))
        value = self.raw(section, key)
        while True:
            match = re.search(r"\$\{([^}:]+:)?([^}]+)\}", value)
            if match is None:
                return value
            target = (match.group(1) or section + ":")[:-1]
            inner = self.get(target, match.group(2), tuple(trail) + (here,))
            value = value[:match.start()] + inner + value[match.end():]

    def sections(self):
        """Names in order of first appearance over all layers."""
        names = []
        for layer in self.layers:
            for section, _, _ in layer:
                if section not in names:
                    names.append(section)
        return names

    def keys(self, section):
        found = []
        for layer in self.layers:
            for entry_section, key, _ in layer:
                if entry_section == section and key not in found:
                    found = found + [key]
        return found

    def as_dict(self):
        return {s: {k: self.get(s, k) for k in self.keys(s)} for s in self.sections()}
