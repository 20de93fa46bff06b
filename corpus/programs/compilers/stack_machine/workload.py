# SPDX-License-Identifier: Apache-2.0
from pocketvm import Machine, Program

PRIMES = """
        push 2
        save n
next:   load n
        push 1800
        lt
        jz done
        push 2
        save d
try:    load d
        load d
        mul
        load n
        push 1
        add
        lt
        jz prime
        load n
        load d
        mod
        jz skip
        load d
        push 1
        add
        save d
        jump try
prime:  load n
        print
skip:   load n
        push 1
        add
        save n
        jump next
done:   halt
"""

FIBONACCI = """
        push 18
        call fib
        print
        halt
fib:    dup            // n on the stack
        push 2
        lt
        jz deep
        ret
deep:   save n
        load n
        push 1
        sub
        call fib
        load n
        push 2
        sub
        call fib
        add
        ret
"""

COLLATZ = """
        push 27
        save x
        push 0
        save len
loop:   load x
        push 1
        eq
        jz more
        load len
        print
        halt
more:   load len
        push 1
        add
        save len
        load x
        push 2
        mod
        jz half
        load x
        push 3
        mul
        push 1
        add
        save x
        jump loop
half:   load x
        push 2
        div
        save x
        jump loop
"""


def main():
    for name, source in (("primes", PRIMES), ("fib", FIBONACCI), ("collatz", COLLATZ)):
        machine = Machine(Program(source))
        out = machine.run()
        print(name, len(out), sum(out), "steps", machine.steps, machine.recent[-1])


if __name__ == "__main__":
    main()
