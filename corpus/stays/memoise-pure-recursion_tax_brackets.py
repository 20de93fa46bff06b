# SPDX-License-Identifier: Apache-2.0
# stays: memoise-pure-recursion: it reads a rate that changes between calls
"""Value of a chain of shares: each company owns parts of two others."""

rate = 20


def set_rate(per_cent):
    """Parliament has decided."""
    global rate
    rate = per_cent


def value(company, level):
    """Value of a company in cents after tax, from that of the two it owns."""
    if level == 0:
        return (company % 7 + 1) * 10_000
    gross = value(2 * company % 11, level - 1) + value(company + 3, level - 1)
    return gross - gross * rate // 100


def main():
    for per_cent in (20, 25, 19, 20, 0):
        set_rate(per_cent)
        print(per_cent, [value(company, 15) for company in range(4)])


if __name__ == "__main__":
    main()
