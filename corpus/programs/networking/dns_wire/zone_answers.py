# SPDX-License-Identifier: Apache-2.0
from resource_names import Record, labels_of, normalise


def answer(zone, name, kind, chain=8):
    """Records for a question, following aliases; wildcards apply if the name is not in the zone."""
    wanted = normalise(name)
    own = [r for r in zone if normalise(r.name) == wanted]
    if not own:
        parent = ".".join(["*"] + labels_of(name)[1:])
        own = [Record(wanted, r.kind, r.ttl, r.data) for r in zone if normalise(r.name) == parent]
    hits = [r for r in own if r.kind == kind]
    if hits or chain == 0:
        return hits
    for r in own:
        if r.kind == "CNAME":
            return [r] + answer(zone, r.data, kind, chain - 1)
    return []


def sorted_zone(zone):
    """Canonical order: by labels from the right."""
    return sorted(zone, key=lambda r: (labels_of(r.name)[::-1], r.kind, r.data))


def without_repeats(records):
    kept = []
    for record in records:
        if record not in kept:
            kept.append(record)
    return kept


def smallest_ttl(records):
    if not records:
        return None
    return sorted(records, key=lambda r: r.ttl)[0].ttl
