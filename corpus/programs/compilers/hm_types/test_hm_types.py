# SPDX-License-Identifier: Apache-2.0
import pytest

from inference import BOOL, INT, TypeMismatch, apply, fn, free_vars, pretty, type_of, unify

ID = ("lam", "x", ("var", "x"))


def test_identity_is_polymorphic():
    assert type_of(ID) == "'a -> 'a"
    expr = ("let", "i", ID, ("if", ("app", ("var", "i"), ("var", "true")), ("app", ("var", "i"), ("int", 1)),
                             ("int", 2)))
    assert type_of(expr) == "int"


def test_lambda_bound_names_are_monomorphic():
    use = ("if", ("app", ("var", "i"), ("var", "true")), ("app", ("var", "i"), ("int", 1)), ("int", 2))
    with pytest.raises(TypeMismatch):
        type_of(("app", ("lam", "i", use), ID))


def test_self_application():
    with pytest.raises(TypeMismatch, match="infinite"):
        type_of(("lam", "x", ("app", ("var", "x"), ("var", "x"))))


def test_unbound_and_mismatch():
    with pytest.raises(TypeMismatch, match="unbound"):
        type_of(("var", "nope"))
    with pytest.raises(TypeMismatch):
        type_of(("app", ("int", 1), ("int", 2)))
    with pytest.raises(ValueError):
        type_of(("what",))


def test_unify_leaves_the_argument_alone():
    before = {}
    after = unify(before, ("tv", 0), fn(INT, ("tv", 1)))
    assert before == {}
    assert apply(after, ("tv", 0)) == fn(INT, ("tv", 1))


def test_free_vars_order():
    assert free_vars(fn(("tv", 5), fn(("tv", 2), ("tv", 5)))) == [5, 2]
    assert free_vars(BOOL) == []


def test_pretty_parenthesises_arguments():
    assert pretty(fn(fn(INT, ("tv", 9)), ("tv", 9))) == "(int -> 'a) -> 'a"


def test_partial_application():
    assert type_of(("app", ("var", "add"), ("int", 3))) == "int -> int"
