# SPDX-License-Identifier: Apache-2.0
"""Names functions as the owner sees them, from the compiled source.

Problem: code objects have no qualified name before 3.11, and comprehensions, generator expressions and lambdas are code
of their own although nobody can optimise them apart from the function that they stand in.
Idea: compile the file once more and walk co_consts: the tree tells for each code object its qualified name and owner.
Limits: a file that changed since it was imported is named from its code objects alone.
"""
_OPTIMIZED = 0x0001  # inspect.CO_OPTIMIZED: set for functions, not for class bodies and modules


def owners_of(path):
    """Maps (first line, name) of each code object to (line, qualname) of the function that owns it; {} if unreadable."""
    try:
        import warnings

        with open(path, "rb") as file:
            source = file.read()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(source, path, "exec", dont_inherit=True)
    except Exception:
        return {}
    found = {(code.co_firstlineno, code.co_name): (code.co_firstlineno, "<module>")}
    _walk(code, "", (code.co_firstlineno, "<module>"), found)
    return found


def _walk(code, prefix, owner, found):
    for inner in code.co_consts:
        if not hasattr(inner, "co_code"):
            continue
        if inner.co_name.startswith("<"):
            found.setdefault((inner.co_firstlineno, inner.co_name), owner)
            _walk(inner, prefix, owner, found)
            continue
        qualname = prefix + inner.co_name
        here = (inner.co_firstlineno, qualname)
        found.setdefault((inner.co_firstlineno, inner.co_name), here)
        is_function = inner.co_flags & _OPTIMIZED
        _walk(inner, qualname + (".<locals>." if is_function else "."), here, found)


def owner(code, tree):
    """(line, qualname) of the function that a sample in `code` belongs to."""
    try:
        return tree[code.co_firstlineno, code.co_name]
    except KeyError:
        qualname = getattr(code, "co_qualname", code.co_name)
        while qualname.endswith(">") and ".<locals>.<" in qualname:
            qualname = qualname[:qualname.rindex(".<locals>.<")]
        return code.co_firstlineno, qualname
