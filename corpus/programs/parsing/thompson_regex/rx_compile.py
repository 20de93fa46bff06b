# SPDX-License-Identifier: Apache-2.0
"""Regular expressions (| * + ? . [a-z] and groups) to a nondeterministic automaton."""


class RxSyntaxError(ValueError):
    pass


class Automaton:
    def __init__(self):
        self.steps = []       # (from, set of characters or None for any, to)
        self.silent = []      # (from, to)
        self.states = 0
        self.start = self.final = None

    def new_state(self):
        self.states += 1
        return self.states - 1


class RxCompiler:
    def __init__(self, pattern):
        self.pattern = pattern
        self.at = 0
        self.auto = Automaton()

    def peek(self):
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def compile(self):
        start, final = self.alternatives()
        if self.at < len(self.pattern):
            raise RxSyntaxError("unexpected %r" % self.peek())
        self.auto.start, self.auto.final = start, final
        return self.auto

    def alternatives(self):
        start, final = self.sequence()
        while self.peek() == "|":
            self.at += 1
            other_start, other_final = self.sequence()
            fork, join = self.auto.new_state(), self.auto.new_state()
            self.auto.silent += [(fork, start), (fork, other_start), (final, join), (other_final, join)]
            start, final = fork, join
        return start, final

    def sequence(self):
        start = final = self.auto.new_state()
        while self.peek() not in ("", "|", ")"):
            piece_start, piece_final = self.repeated()
            self.auto.silent.append((final, piece_start))
            final = piece_final
        return start, final

    def repeated(self):
        start, final = self.single()
        while self.peek() and self.peek() in "*+?":
            sign = self.peek()
            self.at += 1
            before, after = self.auto.new_state(), self.auto.new_state()
            self.auto.silent += [(before, start), (final, after)]
            if sign in "*?":
                self.auto.silent.append((before, after))
            if sign in "*+":
                self.auto.silent.append((final, start))
            start, final = before, after
        return start, final

    def single(self):
        char = self.peek()
        self.at += 1
        if char == "(":
            inner = self.alternatives()
            if self.peek() != ")":
                raise RxSyntaxError("missing )")
            self.at += 1
            return inner
        if char in ("*", "+", "?"):
            raise RxSyntaxError("nothing to repeat")
        start, final = self.auto.new_state(), self.auto.new_state()
        if char == "[":
            self.auto.steps.append((start, self.char_class(), final))
        elif char == "\\":
            self.auto.steps.append((start, {self.peek()}, final))
            self.at += 1
        else:
            self.auto.steps.append((start, None if char == "." else {char}, final))
        return start, final

    def char_class(self):
        end = self.pattern.find("]", self.at)
        if end == -1:
            raise RxSyntaxError("missing ]")
        body, self.at, members = self.pattern[self.at:end], end + 1, set()
        while body:
            if len(body) > 2 and body[1] == "-":
                members |= {chr(c) for c in range(ord(body[0]), ord(body[2]) + 1)}
                body = body[3:]
            else:
                members, body = members | {body[0]}, body[1:]
        return members
