# SPDX-License-Identifier: Apache-2.0
from typing import List, NamedTuple, Optional, Tuple, Union

Operand = Union[int, str]


class Ins(NamedTuple):
    op: str
    dest: Optional[str]
    args: Tuple[Operand, ...]

    def __str__(self):
        left = f"{self.dest} = " if self.dest else ""
        return left + self.op + " " + ", ".join(str(a) for a in self.args)


def parse(text: str) -> List[Ins]:
    code = []
    for line in text.splitlines():
        line = line.split(";")[0].strip()
        if not line:
            continue
        dest = None
        if "=" in line:
            dest, line = [part.strip() for part in line.split("=", 1)]
        op, _, rest = line.partition(" ")
        args = [a.strip() for a in rest.split(",") if a.strip()]
        code.append(Ins(op, dest, tuple(int(a) if a.lstrip("-").isdigit() else a for a in args)))
    return code


def show(code: List[Ins]) -> str:
    text = ""
    for ins in code:
        text += str(ins) + "\n"
    return text
