# SPDX-License-Identifier: Apache-2.0
"""EAN-13 numbers: check digits and module patterns."""

L_CODES = ["0001101", "0011001", "0010011", "0111101", "0100011",
           "0110001", "0101111", "0111011", "0110111", "0001011"]
PARITY = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"]


def check_digit(twelve):
    total = 0
    for i in range(len(twelve)):
        digit = int(twelve[i])
        if i % 2 == 0:
            total = total + digit
        else:
            total = total + 3 * digit
    return (10 - total % 10) % 10


def complete(twelve):
    if len(twelve) != 12 or not twelve.isdigit():
        raise ValueError("twelve digits expected, got %r" % (twelve,))
    return twelve + str(check_digit(twelve))


def is_valid(code):
    return len(code) == 13 and code.isdigit() and check_digit(code[:12]) == int(code[12])


def r_code(digit):
    pattern = ""
    for bit in L_CODES[digit]:
        pattern += "0" if bit == "1" else "1"
    return pattern


def g_code(digit):
    pattern = ""
    for bit in r_code(digit):
        pattern = bit + pattern
    return pattern


def modules(code):
    """The 95 modules of a symbol as a string of 0 and 1."""
    if not is_valid(code):
        raise ValueError("not an EAN-13: " + code)
    bars = "101"
    parity = PARITY[int(code[0])]
    for position in range(6):
        digit = int(code[1 + position])
        if parity[position] == "L":
            bars = bars + L_CODES[digit]
        else:
            bars = bars + g_code(digit)
    bars = bars + "01010"
    for position in range(7, 13):
        bars = bars + r_code(int(code[position]))
    return bars + "101"


def decode(bars):
    """Reads a symbol back; ValueError if a group of modules is no digit."""
    left = [bars[3 + 7 * i:10 + 7 * i] for i in range(6)]
    right = [bars[50 + 7 * i:57 + 7 * i] for i in range(6)]
    parity = ""
    digits = ""
    for group in left:
        try:
            digits += str(L_CODES.index(group))
            parity += "L"
        except ValueError:
            digits += str([g_code(d) for d in range(10)].index(group))
            parity += "G"
    for group in right:
        digits += str([r_code(d) for d in range(10)].index(group))
    return str(PARITY.index(parity)) + digits
