# SPDX-License-Identifier: Apache-2.0
"""Variant lines (a subset of VCF 4) as small records."""
import re
from typing import NamedTuple

Record = NamedTuple("Record", [("chrom", str), ("pos", int), ("ref", str), ("alt", str), ("info", str),
                               ("calls", tuple)])


class VariantFile:
    def __init__(self, text):
        self.samples = []
        self.records = []
        for line in text.split("\n"):
            if line.startswith("##") or line == "":
                continue
            if line.startswith("#CHROM"):
                self.samples = line.split("\t")[9:]
                continue
            cells = line.split("\t")
            if len(cells) != 9 + len(self.samples):
                raise ValueError("line has %d cells: %s" % (len(cells), line[:40]))
            self.records.append(Record(cells[0], int(cells[1]), cells[3], cells[4], cells[7], tuple(cells[9:])))

    def call(self, record, sample):
        return record.calls[self.samples.index(sample)]


def info_value(record, key, default=None):
    for entry in record.info.split(";"):
        match = re.match("^" + re.escape(key) + "=(.*)$", entry)
        if match:
            return match.group(1)
        if entry == key:
            return True
    return default


def alleles(call):
    """Allele numbers of a call such as '0/1:35:99', None when it is missing."""
    genotype = call.split(":")[0]
    parts = re.split(r"[/|]", genotype)
    if "." in parts:
        return None
    return tuple(sorted(int(p) for p in parts))


def read_depth(call):
    try:
        return int(call.split(":")[1])
    except (IndexError, ValueError):
        return 0
