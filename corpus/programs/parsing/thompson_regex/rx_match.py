# SPDX-License-Identifier: Apache-2.0
from rx_compile import RxCompiler


def closure(auto, states):
    """All states reachable without reading a character."""
    reached = list(states)
    for state in reached:
        for source, target in auto.silent:
            if source == state and target not in reached:
                reached.append(target)
    return reached


def advance(auto, states, char):
    moved = []
    for source, chars, target in auto.steps:
        if source in states and (chars is None or char in chars) and target not in moved:
            moved.append(target)
    return closure(auto, moved)


def fullmatch(pattern, text):
    auto = RxCompiler(pattern).compile()
    states = closure(auto, [auto.start])
    for char in text:
        states = advance(auto, states, char)
    return auto.final in states


def longest_at(auto, text, start):
    """End of the longest match that begins at start, or -1."""
    states = closure(auto, [auto.start])
    end = start if auto.final in states else -1
    for at in range(start, len(text)):
        states = advance(auto, states, text[at])
        if not states:
            break
        if auto.final in states:
            end = at + 1
    return end


def find_all(pattern, text):
    """Longest matches from left to right that do not overlap; empty ones are left out."""
    auto = RxCompiler(pattern).compile()
    found, at = [], 0
    while at < len(text):
        end = longest_at(auto, text, at)
        if end > at:
            found.append(text[at:end])
            at = end
        else:
            at += 1
    return found


def count_lines(pattern, lines):
    return len([line for line in lines if fullmatch(pattern, line)])
