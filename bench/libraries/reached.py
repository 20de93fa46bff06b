# SPDX-License-Identifier: Apache-2.0
"""Notes which functions of some files are run. Loaded when an interpreter starts, it does nothing without VELOX_REACHED.

VELOX_REACHED names a folder with the file `wanted`: on each line the path of a source file, a tab and the qualified name of a
function in it. Each of these functions gets a first statement that notes its number; `ran-<process>` then holds the numbers (lines of
`wanted`, from 0). It is made for looking into the standard library too, so it imports nothing but what every interpreter has loaded,
and it neither reads nor writes byte code of these files, so that nobody else meets the marks.
"""
import atexit
import builtins
import os
import sys

_ONLY_AST = 0x400  # ast.PyCF_ONLY_AST
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def _wanted(folder):
    """Numbers of functions, by file and qualified name."""
    files = {}
    with open(os.path.join(folder, "wanted"), encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            path, _, name = line.rstrip("\n").partition("\t")
            files.setdefault(path, {}).setdefault(name, number)
    return files


def _mark(function, number, path):
    statement = compile("__velox_reached__(%d)" % number, path, "exec", _ONLY_AST).body[0]
    first = function.body[0]
    for node in (statement, statement.value, statement.value.func, statement.value.args[0]):
        node.lineno = node.end_lineno = first.lineno
        node.col_offset = node.end_col_offset = first.col_offset
    documented = type(first).__name__ == "Expr" and isinstance(getattr(first.value, "value", None), str)
    function.body.insert(1 if documented else 0, statement)


def _mark_all(node, prefix, names, path):
    for block in _BLOCKS:
        children = getattr(node, block, None)
        for child in children if isinstance(children, list) else ():
            inner = prefix
            kind = type(child).__name__
            if kind == "ClassDef":
                inner = prefix + child.name + "."
            elif kind in ("FunctionDef", "AsyncFunctionDef"):
                inner = prefix + child.name + ".<locals>."
            _mark_all(child, inner, names, path)
            if inner.endswith(".<locals>.") and inner != prefix and prefix + child.name in names:
                _mark(child, names[prefix + child.name], path)


def _install(folder):
    files = _wanted(folder)
    ran = set()
    loader = sys.modules["_frozen_importlib_external"].SourceFileLoader
    get_code = loader.get_code

    def marked(self, fullname):
        path = os.path.realpath(self.get_filename(fullname))
        if path not in files:
            return get_code(self, fullname)
        tree = compile(self.get_data(path), path, "exec", _ONLY_AST, dont_inherit=True)
        _mark_all(tree, "", files[path], path)
        return compile(tree, self.get_filename(fullname), "exec", dont_inherit=True)

    def write():
        if ran:
            with open(os.path.join(folder, "ran-%d" % os.getpid()), "a", encoding="utf-8") as out:
                out.write("".join("%d\n" % number for number in sorted(ran)))

    def note(number):  # with a signature, which tests ask of every builtin
        ran.add(number)

    builtins.__velox_reached__ = note
    loader.get_code = marked
    atexit.register(write)


if "VELOX_REACHED" in os.environ:
    _install(os.environ["VELOX_REACHED"])
