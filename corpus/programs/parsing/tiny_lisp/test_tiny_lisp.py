# SPDX-License-Identifier: Apache-2.0
import pytest

from lisp_eval import evaluate
from lisp_reader import LispError, read_program, tokens


def test_tokens_drop_comments():
    assert tokens("(+ 1 'x) ; no\n2") == ["(", "+", "1", "'", "x", ")", "2"]


def test_reader():
    assert read_program("(a (b -2.5) #t) '()") == [["a", ["b", -2.5], True], ["quote", []]]


@pytest.mark.parametrize("text", ["(", ")", "'", "(a (b)"])
def test_reader_errors(text):
    with pytest.raises(LispError):
        read_program(text)


def test_closures_keep_their_scope():
    text = "(define (adder n) (lambda (x) (+ x n))) (define add2 (adder 2)) (define n 50) (add2 5)"
    assert evaluate(text)[-1] == 7


def test_only_false_is_false():
    assert evaluate("(if 0 'yes 'no) (if #f 1) (and 1 2) (and #f x) (or #f 3) (or #f #f)") == \
        ["yes", None, 2, False, 3, False]


def test_let_evaluates_outside():
    assert evaluate("(define x 1) (let ((x 2) (y x)) (+ x y)) x") == [None, 3, 1]


def test_lists_share_nothing():
    assert evaluate("(define a '(1 2)) (cons 0 a) (cdr a) a (begin 1 (append a a))")[1:] == \
        [[0, 1, 2], [2], [1, 2], [1, 2, 1, 2]]


def test_runtime_errors():
    for text in ("(nope)", "((lambda (x) x))", "()"):
        with pytest.raises(LispError):
            evaluate(text)
