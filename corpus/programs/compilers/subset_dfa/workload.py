# SPDX-License-Identifier: Apache-2.0
import random

from thompson import Builder, determinise, minimise

PATTERNS = ["(a|b)*abb", "(a|b|c)*a(a|b)(b|c)(a|c)(a|b|c)(a|b|c)(a|b|c)",
            "(a|b)*a(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)", "(ab|ba|c)*(a?b+c)*", "((a|b)(c|a))+|(abc)*b?",
            "(a|b|c)*(abca|bcab)(a|b)?"]


def main():
    rng = random.Random(56)
    words = ["".join(rng.choice("abc") for _ in range(rng.randrange(3, 14))) for _ in range(2000)]
    for pattern in PATTERNS:
        nfa, start, end = Builder(pattern).build()
        dfa = determinise(nfa, start, end)
        small = minimise(dfa)
        hits = [i for i, word in enumerate(words) if small.accepts(word)]
        print(pattern, nfa.size, len(dfa.moves), len(small.moves), "hits", len(hits), sum(hits))


if __name__ == "__main__":
    main()
