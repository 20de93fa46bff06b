# SPDX-License-Identifier: Apache-2.0
"""Open reading frames on both strands, translated with the standard code."""
from typing import Iterator, NamedTuple

STOPS = ("TAA", "TAG", "TGA")


class Orf(NamedTuple):
    record: str
    strand: str
    frame: int
    start: int
    end: int
    protein: str


def genetic_code():
    acids = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
    table = {}
    position = 0
    for first in "TCAG":
        for second in "TCAG":
            for third in "TCAG":
                table[first + second + third] = acids[position]
                position += 1
    return table


def translate_codon(codon: str) -> str:
    return genetic_code().get(codon, "X")


def translate(seq: str) -> str:
    protein = ""
    for i in range(0, len(seq) - 2, 3):
        protein += translate_codon(seq[i:i + 3])
    return protein


def other_strand(seq: str) -> str:
    pairs = {"A": "T", "C": "G", "G": "C", "T": "A"}
    return "".join(pairs.get(base, "N") for base in reversed(seq))


def frames(seq: str, frame: int) -> Iterator[tuple]:
    """(start, end) of each frame from an ATG to the stop codon behind it."""
    start = None
    for i in range(frame, len(seq) - 2, 3):
        codon = seq[i:i + 3]
        if start is None:
            if codon == "ATG":
                start = i
        elif codon in STOPS:
            yield start, i + 3
            start = None


def find_orfs(name: str, seq: str, min_codons: int) -> list:
    found = []
    for frame in range(3):
        for strand in ("+", "-"):
            text = seq if strand == "+" else other_strand(seq)
            for start, end in frames(text, frame):
                protein = translate(text[start:end])[:-1]
                if len(protein) < min_codons:
                    continue
                if strand == "-":
                    start, end = len(seq) - end, len(seq) - start
                found.append(Orf(name, strand, frame, start, end, protein))
    return sorted(found, key=lambda orf: (orf.start, orf.end, orf.strand))


def drop_contained(orfs: list) -> list:
    """Without the frames that lie inside a longer frame of the same record."""
    kept = []
    for orf in orfs:
        covers = [
            other for other in orfs
            if other.record == orf.record and other is not orf
            and other.start <= orf.start and orf.end <= other.end
            and other.end - other.start > orf.end - orf.start
        ]
        if not covers:
            kept.append(orf)
    return kept


def codon_usage(seq: str, orfs: list) -> dict:
    usage = {}
    for orf in orfs:
        text = seq if orf.strand == "+" else other_strand(seq)
        start = orf.start if orf.strand == "+" else len(seq) - orf.end
        for i in range(start, start + (orf.end - orf.start), 3):
            codon = text[i:i + 3]
            usage[codon] = usage.get(codon, 0) + 1
    return usage
