# SPDX-License-Identifier: Apache-2.0
"""Exact text of scalars."""
import binascii

_MANY_BITS = 8000  # decimal text of longer numbers is refused by Python since 3.10.7, and slow


def base64_text(data):
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def integer(value):
    """Decimal, or hexadecimal where the number is long."""
    return ["i", int.__repr__(value) if value.bit_length() < _MANY_BITS else hex(value)]


def real(value):
    """Hexadecimal text of a float: -0.0, inf and nan are told apart."""
    return float.hex(value)


def text(value):
    """["s", ...], or ["u", base64 of UTF-16] where the text holds lone surrogates, which JSON readers refuse."""
    if value.isascii():
        return ["s", value]
    try:
        value.encode("utf-8")
        return ["s", value]
    except UnicodeEncodeError:
        return ["u", base64_text(value.encode("utf-16-le", "surrogatepass"))]
