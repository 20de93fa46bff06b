# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from asm16 import assemble, listing


def program_text(routines, seed):
    rng = random.Random(seed)
    lines = ["; generated test image", "start:  ldi r0, 0x10"]
    for n in range(routines):
        a, b = rng.randrange(8), rng.randrange(8)
        lines.append("sub%d:   ldi r%d, %d   ; routine %d" % (n, a, rng.randrange(512), n))
        lines.append("        mov r%d,r%d" % (a, b))
        lines.append("        nop")
        lines.append("loop%d:  add   r%d, r%d" % (n, b, a))
        lines.append("        jz r%d, sub%d" % (a, rng.randrange(routines)))
        lines.append("        jmp %s" % ("next%d" % n if n % 3 == 0 else "loop%d" % rng.randrange(n + 1)))
        lines.append("next%d:" % n)
        lines.append("        inc r%d" % b)
        lines.append("")
    lines.append("        hlt")
    return "\n".join(lines)


def main():
    for routines, seed in ((42, 9), (48, 10)):
        source = program_text(routines, seed)
        words = assemble(source)
        plain = assemble(source, optimise=False)
        print(len(plain), "->", len(words), "sum", sum(words), "crc", zlib.crc32(listing(words).encode()))


if __name__ == "__main__":
    main()
