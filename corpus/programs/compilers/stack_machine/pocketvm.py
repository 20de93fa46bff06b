# SPDX-License-Identifier: Apache-2.0
# PocketVM: a small stack machine with named locals and calls.


class VmError(Exception):
    pass


class Program:
    def __init__(self, source):
        self.code = []
        self.labels = []
        for number, raw in enumerate(source.splitlines(), 1):
            words = raw.split("//")[0].split()
            if not words:
                continue
            if words[0].endswith(":"):
                self.labels.append((words[0][:-1], len(self.code)))
                words = words[1:]
            if words:
                self.code.append((words[0], words[1] if len(words) > 1 else None, number))

    def address(self, label):
        for name, where in self.labels:
            if name == label:
                return where
        raise VmError("no label " + label)


class Frame:
    def __init__(self, back):
        self.back = back
        self.slots = {}


class Machine:
    def __init__(self, program, step_limit=10 ** 7):
        self.program = program
        self.step_limit = step_limit
        self.stack = []
        self.frames = [Frame(None)]
        self.output = []
        self.recent = []
        self.steps = 0

    def pop(self):
        if len(self.stack) == 0:
            raise VmError("stack underflow")
        return self.stack.pop()

    def note(self, pc, op, arg):
        """Keeps the last instructions for post-mortem dumps."""
        self.recent.append("%04d %-6s %s depth=%d" % (pc, op, arg or "", len(self.stack)))
        if len(self.recent) > 8:
            self.recent.pop(0)

    def binary(self, op):
        b = self.pop()
        a = self.pop()
        if op == "add":
            return a + b
        elif op == "sub":
            return a - b
        elif op == "mul":
            return a * b
        elif op == "div":
            if b == 0:
                raise VmError("division by zero")
            return a // b
        elif op == "mod":
            return a % b
        elif op == "lt":
            return int(a < b)
        elif op == "eq":
            return int(a == b)

    def run(self):
        pc = 0
        while pc < len(self.program.code):
            op, arg, line = self.program.code[pc]
            self.note(pc, op, arg)
            self.steps += 1
            if self.steps > self.step_limit:
                raise VmError("step limit")
            pc += 1
            if op == "push":
                self.stack.append(int(arg))
            elif op in ["add", "sub", "mul", "div", "mod", "lt", "eq"]:
                self.stack.append(self.binary(op))
            elif op == "load":
                try:
                    self.stack.append(self.frames[-1].slots[arg])
                except KeyError:
                    raise VmError("line %d: %s is not set" % (line, arg))
            elif op == "save":
                self.frames[-1].slots[arg] = self.pop()
            elif op == "dup":
                self.stack.append(self.stack[-1])
            elif op == "jump":
                pc = self.program.address(arg)
            elif op == "jz":
                target = self.program.address(arg)
                if self.pop() == 0:
                    pc = target
            elif op == "call":
                self.frames = self.frames + [Frame(pc)]
                pc = self.program.address(arg)
            elif op == "ret":
                if len(self.frames) == 1:
                    break
                pc = self.frames[-1].back
                self.frames = self.frames[:-1]
            elif op == "print":
                self.output.append(self.pop())
            elif op == "halt":
                break
            else:
                raise VmError("line %d: unknown %s" % (line, op))
        return self.output


def execute(source):
    return Machine(Program(source)).run()
