# SPDX-License-Identifier: Apache-2.0
from lisp_eval import evaluate

LIBRARY = """
(define (map f xs) (if (null? xs) '() (cons (f (car xs)) (map f (cdr xs)))))
(define (filter p xs)
  (if (null? xs) '()
      (if (p (car xs)) (cons (car xs) (filter p (cdr xs))) (filter p (cdr xs)))))
(define (fold f acc xs) (if (null? xs) acc (fold f (f acc (car xs)) (cdr xs))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(define (sort xs)                       ; quicksort
  (if (null? xs) '()
      (let ((p (car xs)) (rest (cdr xs)))
        (append (sort (filter (lambda (x) (< x p)) rest))
                (cons p (sort (filter (lambda (x) (not (< x p))) rest)))))))
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(define (prime? n) (begin (define (try d) (if (> (* d d) n) #t (if (= (mod n d) 0) #f (try (+ d 1))))) (try 2)))
"""


def main():
    scrambled = " ".join(str((i * 37 + 11) % 101) for i in range(70))
    table = "(define table '(" + " ".join(f"(row {i} {i * i % 97})" for i in range(9000)) + "))\n"
    program = LIBRARY + table + """
    (fib 18)
    (fold + 0 (map (lambda (x) (* x x)) (range 0 40)))
    (sort '(%s))
    (length (filter prime? (range 2 130)))
    (length table)
    """ % scrambled
    values = [v for v in evaluate(program) if v is not None]
    print(values[0], values[1], values[3], values[4])
    print(values[2][:6], sum(values[2]))


if __name__ == "__main__":
    main()
