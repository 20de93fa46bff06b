# SPDX-License-Identifier: Apache-2.0
"""Layered settings: nested dictionaries, overrides and flat paths."""

import copy


def merge(base, override):
    """A new tree; values of the override win, lists are replaced, None removes a key."""
    result = copy.deepcopy(base)
    for key, value in override.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merge(result[key], value)
        else:
            result[key] = copy.deepcopy(value)
    return result


def effective(layers):
    settings = {}
    for layer in layers:
        settings = merge(settings, layer)
    return settings


def flatten(tree, prefix=""):
    flat = {}
    for key in sorted(tree):
        path = prefix + "." + key if prefix else key
        if isinstance(tree[key], dict):
            flat = {**flat, **flatten(tree[key], path)}
        else:
            flat[path] = tree[key]
    return flat


def lookup(tree, path, default=None):
    try:
        for part in path.split("."):
            tree = tree[part]
        return tree
    except (KeyError, TypeError):
        return default
