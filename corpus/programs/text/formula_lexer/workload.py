# SPDX-License-Identifier: Apache-2.0
import random

from sheet_formula import to_postfix, tokenize
from sheet_grid import Grid


def budget(rng, rows):
    grid = Grid()
    for r in range(1, rows + 1):
        grid.put(f"A{r}", str(rng.randrange(5, 90)))
        grid.put(f"B{r}", f"{rng.random() * 9:.2f}")
        grid.put(f"C{r}", f"=ROUND(A{r} * B{r} * (1 + 0.2), 2)")
        grid.put(f"D{r}", f"=IF(C{r} > 200, C{r} - (C{r} - 200) ^ 0.5,\n   C{r}) + MAX(A{r}, 10, -B{r})")
        grid.put(f"E{r}", f"=D{r} / SUM(D1:D{rows}) * 100" if r % 6 == 0 else f"=ABS(D{r} - C{r})")
    grid.put("G1", f"=SUM(D1:D{rows})")
    grid.put("G2", f"=AVG(E1:E{rows}) + COUNT(A1:B{rows})")
    return grid


def main():
    rng = random.Random(79)
    rows = 41
    grid = budget(rng, rows)
    for ref in ("C3", "D5", "E6", "G1", "G2"):
        print(ref, round(grid.value(ref), 4))
    macro = "\n".join(f"SUM(A{n}:B{n}) + {n}.5 * -IF(C{n} <> 2, D{n}, 3 ^ 2)" + " +" * (n < 90) for n in range(1, 91))
    tokens = tokenize(macro)
    print("macro", len(tokens), len(to_postfix(tokens)), sum(t.line * t.column for t in tokens))


if __name__ == "__main__":
    main()
