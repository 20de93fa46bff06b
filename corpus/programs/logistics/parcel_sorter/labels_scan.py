# SPDX-License-Identifier: Apache-2.0
"""Parcel labels: structure, check digit and destination."""
import re

SERVICES = {"EX": "express", "ST": "standard", "EC": "economy"}


class LabelError(Exception):
    """A label the sorter has to hand to a person."""


def check_digit(digits):
    """Modulo 11 with the weights of the postal union."""
    weights = [8, 6, 4, 2, 3, 5, 9, 7]
    total = 0
    for i in range(len(digits)):
        total += int(digits[i]) * weights[i]
    digit = 11 - total % 11
    return {10: 0, 11: 5}.get(digit, digit)


def read_label(text):
    """'EX473124829GB/SW1A2' -> dict(service, serial, country, postcode)"""
    pattern = "^(" + "|".join(sorted(SERVICES)) + r")(\d{8})(\d)([A-Z]{2})/([A-Z0-9]+)$"
    compiled = re.compile(pattern)
    match = compiled.match(text.replace(" ", "").upper())
    if match is None:
        raise LabelError("unreadable: " + text)
    service, serial, digit, country, postcode = match.groups()
    if check_digit(serial) != int(digit):
        raise LabelError("check digit: " + text)
    return {"service": service, "serial": serial, "country": country, "postcode": postcode}
