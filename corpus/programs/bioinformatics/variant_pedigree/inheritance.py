# SPDX-License-Identifier: Apache-2.0
"""Checks of variants against a family tree."""
from vcf_lines import alleles, info_value, read_depth


def passes(record, min_quality, max_frequency):
    if float(info_value(record, "MQ", 0)) < min_quality:
        return False
    if float(info_value(record, "AF", 0)) > max_frequency:
        return False
    if info_value(record, "LOWCOMPLEX"):
        return False
    return True


def possible_children(father, mother):
    children = []
    for a in father:
        for b in mother:
            child = tuple(sorted((a, b)))
            if child not in children:
                children.append(child)
    return children


def mendel_errors(variants, trio, min_depth):
    """Records where the child's call does not fit the parents' calls."""
    child, father, mother = trio
    errors = []
    for record in variants.records:
        calls = [variants.call(record, name) for name in (child, father, mother)]
        if min([read_depth(c) for c in calls]) < min_depth:
            continue
        parsed = [alleles(c) for c in calls]
        if None in parsed:
            continue
        if parsed[0] not in possible_children(parsed[1], parsed[2]):
            errors.append(record)
    return errors


def allele_counts(variants, record):
    counts = {}
    for sample in variants.samples:
        pair = alleles(variants.call(record, sample))
        if pair is None:
            continue
        for allele in pair:
            counts.setdefault(allele, 0)
            counts[allele] += 1
    return counts


def carriers(variants, record):
    return [s for s in variants.samples if any(a > 0 for a in alleles(variants.call(record, s)) or ())]


def recessive_candidates(variants, sick, healthy, min_quality=30, max_frequency=0.05):
    """Positions where all sick samples are homozygous for an allele no healthy one is."""
    found = []
    for record in variants.records:
        if not passes(record, min_quality, max_frequency):
            continue
        pairs = [alleles(variants.call(record, s)) for s in sick]
        if None in pairs or len(set(pairs)) != 1 or pairs[0][0] != pairs[0][1] or pairs[0][0] == 0:
            continue
        if pairs[0] in [alleles(variants.call(record, s)) for s in healthy]:
            continue
        found.append((record.chrom, record.pos))
    return found


def sharing(variants, first, second):
    """Share of identical calls among the records both samples have a call for."""
    same = both = 0
    for record in variants.records:
        a, b = alleles(variants.call(record, first)), alleles(variants.call(record, second))
        if a is not None and b is not None:
            both += 1
            same += a == b
    return same / both if both else 0.0
