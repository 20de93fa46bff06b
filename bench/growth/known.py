# SPDX-License-Identifier: Apache-2.0
"""Functions whose growth is known, each with one call as it might have been recorded.

`python known.py FOLDER` writes FOLDER/NAME.pickle for each and prints a JSON list of {name, class}.
"""
import bisect
import heapq
import itertools
import json
import pickle
import random
import sys

KNOWN = {}
_RNG = random.Random(7)


def known(growth, *args):
    def register(function):
        KNOWN[function.__name__] = (growth, args)
        return function

    return register


def numbers(n):
    return [_RNG.randrange(10 ** 9) for _ in range(n)]


def words(n):
    return ["".join(_RNG.choice("abcdefgh") for _ in range(6)) for _ in range(n)]


# 1 ----------------------------------------------------------------------------------------------------------------
@known("1", {k: k for k in range(200)}, 57)
def dict_get(table, key):
    return table.get(key)


@known("1", numbers(200))
def last(xs):
    return xs[-1]


@known("1", set(range(200)), 57)
def in_set(seen, x):
    return x in seen


@known("1", numbers(200))
def length_text(xs):
    return "%d items" % len(xs)


@known("1", numbers(200))
def push_and_pop(stack):
    stack.append(1)
    stack.append(2)
    return stack.pop() + stack.pop()


# log n ------------------------------------------------------------------------------------------------------------
@known("log n", list(range(0, 4000, 2)), 1234.5)
def binary_search(xs, x):
    low, high = 0, len(xs)
    while low < high:
        middle = (low + high) // 2
        if xs[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


@known("log n", 1000)
def halvings(n):
    steps = 0
    while n > 0:
        n //= 2
        steps += 1
    return steps


@known("log n", list(range(500)), -1.0)
def bisect_many(xs, x):
    found = 0
    for _ in range(20):
        found += bisect.bisect_left(xs, x)
    return found


@known("log n", list(range(500)))
def heap_replace(heap):
    for _ in range(10):
        heapq.heapreplace(heap, 10 ** 9)
    return heap[0]


# n ----------------------------------------------------------------------------------------------------------------
@known("n", numbers(300))
def total(xs):
    return sum(xs)


@known("n", numbers(300))
def largest(xs):
    best = xs[0]
    for x in xs:
        if x > best:
            best = x
    return best


@known("n", numbers(300))
def squares(xs):
    return [x * x for x in xs]


@known("n", words(300))
def join_words(parts):
    return ",".join(part.upper() for part in parts)


@known("n", words(100) * 3)
def count_words(parts):
    counts = {}
    for part in parts:
        counts[part] = counts.get(part, 0) + 1
    return counts


@known("n", numbers(300))
def build_set(xs):
    seen = set()
    for x in xs:
        seen.add(x)
    return len(seen)


@known("n", numbers(300), numbers(300))
def dot(xs, ys):
    return sum(x * y for x, y in zip(xs, ys))


@known("n", 400)
def triangle(n):
    out = 0
    for i in range(n):
        out += i
    return out


@known("n", " ".join(words(60)))
def count_vowels(text):
    found = 0
    for letter in text:
        if letter in "aeiou":
            found += 1
    return found


@known("n", [{"id": i, "price": i * 1.5, "kind": "ab"[i % 2]} for i in range(200)], "a")
def price_of_kind(rows, kind):
    return sum(row["price"] for row in rows if row["kind"] == kind)


# n log n ----------------------------------------------------------------------------------------------------------
@known("n log n", numbers(300))
def sort_numbers(xs):
    return sorted(xs)


@known("n log n", numbers(200))
def merge_sort(xs):
    if len(xs) < 2:
        return xs
    middle = len(xs) // 2
    left, right = merge_sort(xs[:middle]), merge_sort(xs[middle:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


@known("n log n", numbers(300))
def heap_sort(xs):
    heap = list(xs)
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in range(len(heap))]


@known("n log n", numbers(300), numbers(300))
def ranks(xs, ys):
    found = 0
    for y in ys:
        low, high = 0, len(xs)
        while low < high:
            middle = (low + high) // 2
            if xs[middle] < y:
                low = middle + 1
            else:
                high = middle
        found += low
    return found


@known("n log n", 300)
def harmonic(n):
    out = 0
    for step in range(1, n + 1):
        for _ in range(0, n, step):
            out += 1
    return out


# n^2 --------------------------------------------------------------------------------------------------------------
@known("n^2", numbers(60))
def pairs(xs):
    found = 0
    for x in xs:
        for y in xs:
            if x + y == 10:
                found += 1
    return found


@known("n^2", list(range(100)), list(range(50, 150)))
def common(xs, ys):
    return [x for x in xs if x in ys]


@known("n^2", numbers(100))
def unique(xs):
    out = []
    for x in xs:
        if x not in out:
            out.append(x)
    return out


@known("n^2", numbers(60))
def bubble_sort(xs):
    xs = list(xs)
    for end in range(len(xs), 1, -1):
        for i in range(end - 1):
            if xs[i] > xs[i + 1]:
                xs[i], xs[i + 1] = xs[i + 1], xs[i]
    return xs


@known("n^2", numbers(100))
def prefix_sums(xs):
    return [sum(xs[:i]) for i in range(len(xs))]


@known("n^2", "".join(words(12)), "".join(words(12)))
def common_subsequence(a, b):
    row = [0] * (len(b) + 1)
    for x in a:
        above, row = row, [0]
        for j, y in enumerate(b):
            row.append(above[j] + 1 if x == y else max(row[j], above[j + 1]))
    return row[-1]


@known("n^2", numbers(2000))
def insert_front(xs):
    out = []
    for x in xs:
        out.insert(0, x)
    return out


@known("n^2", [[float(i * j % 7) for j in range(40)] for i in range(40)])
def row_sums(rows):
    return [sum(x * x for x in row) for row in rows]


# n^2 log n --------------------------------------------------------------------------------------------------------
@known("n^2 log n", numbers(60))
def sort_in_loop(xs):
    out = 0
    for i in range(len(xs)):
        out += sorted(xs)[i]
    return out


@known("n^2 log n", list(range(40)), list(range(40, 80)))
def searches_in_loop(xs, ys):
    found = 0
    for x in xs:
        for y in ys:
            low, high = 0, len(ys)
            while low < high:
                middle = (low + high) // 2
                if ys[middle] < x + y:
                    low = middle + 1
                else:
                    high = middle
            found += low
    return found


# n^3 --------------------------------------------------------------------------------------------------------------
@known("n^3", [[float(i + j) for j in range(12)] for i in range(12)], [[float(i * j) for j in range(12)] for i in range(12)])
def matrix_multiply(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for i in range(len(a))]


@known("n^3", numbers(20))
def triples(xs):
    found = 0
    for x in xs:
        for y in xs:
            for z in xs:
                if x + y + z == 0:
                    found += 1
    return found


@known("n^3", [[float((i * 7 + j * 3) % 11 + 1) for j in range(12)] for i in range(12)])
def shortest_paths(distance):
    n = len(distance)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if distance[i][k] + distance[k][j] < distance[i][j]:
                    distance[i][j] = distance[i][k] + distance[k][j]
    return distance


@known("n^3", numbers(40))
def substring_sums(xs):
    best = 0
    for i in range(len(xs)):
        for j in range(i, len(xs)):
            best = max(best, sum(xs[i:j]))
    return best


# 2^n --------------------------------------------------------------------------------------------------------------
@known("2^n", 14)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@known("2^n", numbers(10))
def subsets(xs):
    return [[x for i, x in enumerate(xs) if mask >> i & 1] for mask in range(1 << len(xs))]


@known("2^n", 8)
def hanoi(n):
    return 0 if n == 0 else hanoi(n - 1) + 1 + hanoi(n - 1)


@known("2^n", numbers(9))
def subset_sum(xs):
    return any(sum(part) == -1 for size in range(len(xs) + 1) for part in itertools.combinations(xs, size))


@known("2^n", "abcdefgh")
def power_set_text(letters):
    if not letters:
        return [""]
    rest = power_set_text(letters[1:])
    return rest + [letters[0] + part for part in rest]


def main(folder):
    listed = []
    for name, (growth, args) in KNOWN.items():
        with open("%s/%s.pickle" % (folder, name), "wb") as file:
            pickle.dump((args, {}), file, 4)
        listed.append({"name": name, "class": growth})
    print(json.dumps(listed))


if __name__ == "__main__":
    main(sys.argv[1])
