# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field

from tabula_cells import as_number, display_width, group_digits, pad


@dataclass
class Table:
    header: list[str]
    rows: list[list[str]] = field(default_factory=list)
    footer: bool = False

    def append(self, *cells: object) -> None:
        if len(cells) != len(self.header):
            raise ValueError(f"expected {len(self.header)} cells, got {len(cells)}")
        self.rows.append([str(c) for c in cells])

    def column(self, n: int) -> list[str]:
        return [row[n] for row in self.rows]

    def is_numeric(self, n: int) -> bool:
        filled = [cell for cell in self.column(n) if cell]
        numbers = [as_number(cell) for cell in filled]
        return bool(filled) and len([x for x in numbers if x is not None]) == len(filled)

    def decimals(self, n: int) -> int:
        """Digits after the point that a numeric column needs."""
        return max([len(cell.partition(".")[2]) for cell in self.column(n)] + [0])

    def shown(self, row: list[str], n: int) -> str:
        cell = row[n]
        if not cell or not self.is_numeric(n):
            return cell
        return group_digits(f"{as_number(cell):.{self.decimals(n)}f}")

    def totals(self) -> list[str]:
        out = []
        for n in range(len(self.header)):
            if self.is_numeric(n):
                total = sum(as_number(cell) or 0 for cell in self.column(n))
                out.append(f"{total:.{self.decimals(n)}f}")
            else:
                out.append("total" if n == 0 else "")
        return out

    def body(self) -> list[list[str]]:
        return self.rows + [self.totals()] if self.footer else self.rows

    def width(self, n: int) -> int:
        cells = [self.shown(row, n) for row in self.body()]
        return max([display_width(cell) for cell in cells] + [display_width(self.header[n])])

    def rule(self, left: str, cross: str, right: str, stroke: str = "-") -> str:
        parts = [stroke * (self.width(n) + 2) for n in range(len(self.header))]
        return left + cross.join(parts) + right

    def render(self) -> str:
        widths = [self.width(n) for n in range(len(self.header))]
        lines = [self.rule("+", "+", "+")]
        lines.append("|" + "|".join(
            " " + pad(title, widths[n], "centre") + " " for n, title in enumerate(self.header)) + "|")
        lines.append(self.rule("+", "+", "+", "="))
        body = self.body()
        for number, row in enumerate(body):
            if self.footer and number == len(body) - 1:
                lines.append(self.rule("+", "+", "+"))
            text = "|"
            for n in range(len(self.header)):
                align = "right" if self.is_numeric(n) else "left"
                text += " " + pad(self.shown(row, n), widths[n], align) + " |"
            lines.append(text)
        lines.append(self.rule("+", "+", "+"))
        return "\n".join(lines)


def from_csv(text: str, footer: bool = False) -> Table:
    """A table from comma separated lines; cells may be in double quotes."""
    records = []
    for line in text.splitlines():
        cells, cell, quoted = [], "", False
        for ch in line:
            if ch == '"':
                quoted = not quoted
            elif ch == "," and not quoted:
                cells.append(cell.strip())
                cell = ""
            else:
                cell += ch
        cells.append(cell.strip())
        records.append(cells)
    table = Table(records[0], footer=footer)
    for record in records[1:]:
        table.append(*record)
    return table
