# SPDX-License-Identifier: Apache-2.0
from form_rules import REGISTRATION


def clean(record):
    tidy = {}
    for key in record.keys():
        text = record[key]
        while "  " in text:
            text = text.replace("  ", " ")
        tidy[key.lower()] = text.strip()
    return tidy


def validate(record, rules=REGISTRATION):
    """All errors of one record: {field: [texts]}; after a failed ``required`` no more is said."""
    errors = {}
    for field in rules:
        value = record.get(field, "")
        for rule in rules[field]:
            text = rule(value, record)
            if text:
                errors[field] = errors.get(field, []) + [text]
                if rule.__name__ == "required":
                    break
    return errors


def postal(record):
    return record["postcode"].replace(" ", "").upper()


def same_person(a, b):
    return a["email"].lower() == b["email"].lower() or (
        a["name"].lower() == b["name"].lower() and postal(a) == postal(b))


def process(raw_records):
    """Split a batch into accepted records, rejects with reasons, and duplicates of accepted ones."""
    accepted, rejects, duplicates = [], [], []
    for number in range(len(raw_records)):
        record = clean(raw_records[number])
        errors = validate(record)
        if errors:
            rejects.append((number, errors))
            continue
        twin = None
        for other_number, other in accepted:
            if twin is None and same_person(record, other):
                twin = other_number
        if twin is not None:
            duplicates.append((number, twin))
        else:
            accepted.append((number, record))
    return accepted, rejects, duplicates


def error_summary(rejects):
    names = []
    for _, errors in rejects:
        names = names + list(errors)
    summary = []
    for name in sorted(set(names)):
        summary.append((name, names.count(name)))
    return summary
