# SPDX-License-Identifier: Apache-2.0
import re

OPCODES = [("nop", 0, ""), ("mov", 1, "rr"), ("ldi", 2, "ri"), ("add", 3, "rr"), ("sub", 4, "rr"),
           ("jmp", 5, "l"), ("jz", 6, "rl"), ("lda", 7, "rr"), ("sta", 8, "rr"), ("hlt", 9, ""), ("inc", 10, "r")]


class AsmError(Exception):
    pass


def clean(line):
    line = re.sub(r";.*$", "", line)
    line = re.sub(r"\s+", " ", line)
    return line.strip()


def statements(source):
    """(line number, label or None, mnemonic or None, operands)"""
    result = []
    for number, line in enumerate(source.split("\n")):
        if clean(line) == "":
            continue
        text = clean(line)
        label = None
        match = re.match(r"^(\w+):\s*(.*)$", text)
        if match:
            label = match.group(1)
            text = match.group(2)
        mnemonic, _, rest = text.partition(" ")
        operands = [part.strip() for part in rest.split(",")] if rest else []
        result.append((number + 1, label, mnemonic or None, operands))
    return result


def opcode(mnemonic):
    for name, code, form in OPCODES:
        if name == mnemonic:
            return code, form
    raise AsmError("unknown mnemonic " + mnemonic)


def peephole(items):
    """Drop `mov r, r`, `nop` and jumps to the next statement, until nothing is left to drop."""
    changed = True
    while changed:
        changed = False
        for i in range(len(items)):
            number, label, mnemonic, operands = items[i]
            if label is not None:
                continue
            useless = mnemonic == "nop"
            if mnemonic == "mov" and operands[0] == operands[1]:
                useless = True
            if mnemonic == "jmp" and i + 1 < len(items) and items[i + 1][1] == operands[0]:
                useless = True
            if useless:
                items = items[:i] + items[i + 1:]
                changed = True
                break
    return items


def symbol_table(items):
    symbols = []
    address = 0
    for number, label, mnemonic, operands in items:
        if label is not None:
            if label in [name for name, _ in symbols]:
                raise AsmError("line %d: %s is defined twice" % (number, label))
            symbols.append((label, address))
        if mnemonic is not None:
            address += 1
    return symbols


def resolve(symbols, name):
    for known, address in symbols:
        if known == name:
            return address
    raise AsmError("undefined label " + name)


def field(kind, text, symbols):
    if kind == "r":
        if not re.match(r"^r[0-7]$", text):
            raise AsmError("bad register " + text)
        return bits(int(text[1]), 3)
    if kind == "i":
        value = int(text, 0)
        if not 0 <= value < 512:
            raise AsmError("immediate out of range: " + text)
        return bits(value, 9)
    return bits(resolve(symbols, text), 9)


def bits(value, width):
    digits = ""
    for _ in range(width):
        digits = str(value % 2) + digits
        value //= 2
    return digits


def encode(item, symbols):
    number, _, mnemonic, operands = item
    code, form = opcode(mnemonic)
    if len(operands) != len(form):
        raise AsmError("line %d: %s takes %d operands" % (number, mnemonic, len(form)))
    word = bits(code, 4)
    for kind, text in zip(form, operands):
        word += field(kind, text, symbols)
    return int(word.ljust(16, "0"), 2)


def assemble(source, optimise=True):
    items = statements(source)
    if optimise:
        items = peephole(items)
    return [encode(item, symbol_table(items)) for item in items if item[2] is not None]


def listing(words):
    text = ""
    for address, word in enumerate(words):
        text += "%03x: %04x\n" % (address, word)
    return text
