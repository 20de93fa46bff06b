# SPDX-License-Identifier: Apache-2.0
from typing import Dict, Iterable, List, Tuple


class FastaError(ValueError):
    pass


def parse_fasta(lines: Iterable[str]) -> List[Tuple[str, str]]:
    """Records as (name, sequence) in file order."""
    records: List[Tuple[str, str]] = []
    name = None
    seq = ""
    for line in lines:
        line = line.strip()
        if not line:
            continue
        if line.startswith(">"):
            if name is not None:
                records.append((name, seq))
            name = line[1:].split()[0] if line[1:].split() else ""
            seq = ""
            if name in [r[0] for r in records]:
                raise FastaError("double record " + name)
        elif name is None:
            raise FastaError("sequence before the first header")
        else:
            seq += line.upper()
    if name is not None:
        records.append((name, seq))
    return records


def composition(seq: str) -> Dict[str, int]:
    counts: Dict[str, int] = {}
    for base in sorted(set(seq)):
        counts[base] = seq.count(base)
    return counts
