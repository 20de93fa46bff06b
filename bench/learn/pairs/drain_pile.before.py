# SPDX-License-Identifier: Apache-2.0
def deal(pile: list, table: list, loud):
    if loud:
        print("dealing")
    while pile:
        table.append(pile.pop())
