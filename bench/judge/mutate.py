# SPDX-License-Identifier: Apache-2.0
"""Makes wrong versions of right code: one small fault each, by operators of our own over `ast` (independent of the mutants by
which the judge measures the adequacy of inputs).

A mutant is the text with one place replaced. Parameters and their defaults stay (another signature is refused unseen). Limits:
only the unit's own body is changed; nothing inside f-strings but the string as a whole.
"""
import ast
import copy

_COMPARE = {ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt,), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt,), ast.Eq: (ast.NotEq,),
            ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,)}
_ARITHMETIC = {ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.FloorDiv, ast.Add), ast.Div: (ast.FloorDiv, ast.Mult),
               ast.FloorDiv: (ast.Div,), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,), ast.BitAnd: (ast.BitOr,),
               ast.BitOr: (ast.BitAnd,), ast.BitXor: (ast.BitOr,), ast.LShift: (ast.RShift,), ast.RShift: (ast.LShift,)}
_SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "lstrip": "rstrip", "rstrip": "lstrip", "strip": "rstrip",
            "startswith": "endswith", "endswith": "startswith", "lower": "upper", "upper": "lower", "append": "extend",
            "extend": "append", "find": "rfind", "rfind": "find", "split": "rsplit", "rsplit": "split", "bisect_left": "bisect_right",
            "bisect_right": "bisect_left", "popleft": "pop", "isdigit": "isalnum", "floor": "ceil", "ceil": "floor", "partition": "rpartition",
            "rpartition": "partition", "casefold": "lower", "isalnum": "isalpha", "items": "keys", "heappush": "heappop",
            "setdefault": "get", "union": "intersection", "add": "discard", "islice": "chain"}
_UNWRAPPED = {"list", "sorted", "tuple", "int", "str", "float", "dict", "reversed", "abs", "round", "bool", "copy", "deepcopy"}


def _copied(node, **changes):
    made = copy.copy(node)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _of_compare(node):
    for index, op in enumerate(node.ops):
        for other in _COMPARE.get(type(op), ()):
            yield "comparison", _copied(node, ops=[*node.ops[:index], other(), *node.ops[index + 1:]])


def _of_operation(node):
    for other in _ARITHMETIC.get(type(node.op), ()):
        yield "arithmetic", _copied(node, op=other())


def _of_constant(node):
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield "constant", ast.Constant(value + 1)
        yield "constant", ast.Constant(value - 1)
    elif isinstance(value, str):
        yield "constant", ast.Constant(value + "x")
        if value:
            yield "constant", ast.Constant("")
    elif value is None:
        yield "constant", ast.Constant(0)


def _of_call(node):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _SWAPPED:
        func = (_copied(node.func, attr=_SWAPPED[name]) if isinstance(node.func, ast.Attribute)
                else ast.Name(_SWAPPED[name], ast.Load()))
        yield "another function", _copied(node, func=func)
    if len(node.args) == 2:
        yield "arguments exchanged", _copied(node, args=node.args[::-1])
    if len(node.args) > 1:
        yield "argument dropped", _copied(node, args=node.args[:-1])
    for index in range(len(node.keywords)):
        yield "keyword dropped", _copied(node, keywords=node.keywords[:index] + node.keywords[index + 1:])
    if name in _UNWRAPPED and isinstance(node.func, ast.Name) and node.args:
        yield "conversion dropped", node.args[0]


def _of_slice(node):
    for part in ("lower", "upper", "step"):
        if getattr(node, part) is not None:
            yield "slice bound", _copied(node, **{part: None})
    if node.lower is not None:
        yield "slice bound", _copied(node, lower=ast.BinOp(node.lower, ast.Add(), ast.Constant(1)))
    if node.upper is not None:
        yield "slice bound", _copied(node, upper=ast.BinOp(node.upper, ast.Sub(), ast.Constant(1)))


def _of_comprehension(node):
    for index, part in enumerate(node.generators):
        if part.ifs:
            parts = list(node.generators)
            parts[index] = _copied(part, ifs=part.ifs[1:])
            yield "filter dropped", _copied(node, generators=parts)


def _of_fstring(node):
    yield "text", _copied(node, values=[*node.values, ast.Constant(".")])
    if len(node.values) > 1:
        yield "text", _copied(node, values=node.values[:-1])


_EXPRESSIONS = {ast.Compare: _of_compare, ast.BinOp: _of_operation, ast.Constant: _of_constant, ast.Call: _of_call, ast.Slice: _of_slice,
                ast.ListComp: _of_comprehension, ast.GeneratorExp: _of_comprehension, ast.DictComp: _of_comprehension,
                ast.SetComp: _of_comprehension, ast.JoinedStr: _of_fstring}


def _of_expression(node):
    if isinstance(node, ast.BoolOp):
        yield "logic", _copied(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        yield "logic", _copied(node, values=node.values[:-1]) if len(node.values) > 2 else node.values[0]
    elif isinstance(node, ast.UnaryOp):
        yield "sign or negation dropped", node.operand
    elif isinstance(node, ast.IfExp):
        yield "branches exchanged", _copied(node, body=node.orelse, orelse=node.body)
    else:
        yield from _EXPRESSIONS.get(type(node), lambda node: ())(node)


def _of_statement(node):
    if isinstance(node, (ast.If, ast.While)):
        yield "condition negated", node.test, ast.UnaryOp(ast.Not(), node.test)
    if isinstance(node, ast.AugAssign):
        yield "statement dropped", node, ast.Pass()
        for other in _ARITHMETIC.get(type(node.op), ()):
            yield "arithmetic", node, _copied(node, op=other())
    elif isinstance(node, ast.Break):
        yield "loop exit", node, ast.Pass()
        yield "loop exit", node, ast.Continue()
    elif isinstance(node, ast.Continue):
        yield "loop exit", node, ast.Pass()
        yield "loop exit", node, ast.Break()
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "return", node, ast.Return(None)
    elif isinstance(node, (ast.Raise, ast.Delete)):
        yield "statement dropped", node, ast.Pass()
    elif isinstance(node, ast.Expr) and not isinstance(node.value, (ast.Constant, ast.Yield, ast.YieldFrom, ast.Await)):
        yield "statement dropped", node, ast.Pass()
    elif isinstance(node, ast.Assign) and len(node.targets) == 1 and not isinstance(node.targets[0], ast.Name):
        yield "statement dropped", node, ast.Pass()


def _unit_node(tree, unit):
    body = tree.body
    for part in unit.split("."):
        node = next(one for one in body if getattr(one, "name", None) == part)
        body = node.body
    return node


def _nodes(node):
    """Nodes of the unit's body, f-strings as a whole; docstrings, parameters and decorators left out."""
    yield node
    if isinstance(node, ast.JoinedStr):
        return
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.AST) and not isinstance(child, ast.arguments) and name not in ("decorator_list", "annotation"):
                yield from _nodes(child)


def mutants(code, unit):
    """(kind, line, before, after, code) of each mutant that compiles; no two with the same code."""
    lines = code.encode("utf-8").splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    raw, seen = code.encode("utf-8"), {ast.dump(ast.parse(code))}
    root = _unit_node(ast.parse(code), unit)
    for statement in root.body:
        for node in _nodes(statement):
            found = ([(kind, node, new) for kind, new in _of_expression(node)] if isinstance(node, (ast.expr, ast.Slice))
                     else list(_of_statement(node)) if isinstance(node, ast.stmt) else [])
            for kind, old, new in found:
                begin = starts[old.lineno - 1] + old.col_offset
                end = starts[old.end_lineno - 1] + old.end_col_offset
                text = ast.unparse(ast.fix_missing_locations(new))
                if isinstance(new, ast.expr) and not isinstance(new, (ast.Constant, ast.Call, ast.Name, ast.JoinedStr, ast.Slice)):
                    text = f"({text})"
                made = (raw[:begin] + text.encode("utf-8") + raw[end:]).decode("utf-8")
                try:
                    tree = ast.dump(ast.parse(made))
                    compile(made, "m.py", "exec")
                except (SyntaxError, ValueError):
                    continue
                if tree not in seen:
                    seen.add(tree)
                    yield kind, old.lineno, raw[begin:end].decode("utf-8").splitlines()[0], text.splitlines()[0], made
