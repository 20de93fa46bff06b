# SPDX-License-Identifier: Apache-2.0
"""Turns nested JSON documents into rows of one flat table."""
import json
from typing import Any, Dict, Iterable, List


class FlattenOptions:
    def __init__(self, separator: str = ".", max_depth: int = 8, explode: Iterable[str] = ()):
        self.separator = separator
        self.max_depth = max_depth
        self.explode = list(explode)


def flatten(document: Any, options: FlattenOptions, prefix: str = "", depth: int = 0) -> Dict[str, Any]:
    """Paths to leaves; what lies deeper than max_depth stays as JSON text."""
    if depth >= options.max_depth:
        return {prefix: json.dumps(document, sort_keys=True)}
    flat: Dict[str, Any] = {}
    if isinstance(document, dict):
        for key in document.keys():
            path = prefix + options.separator + key if prefix else key
            flat = {**flat, **flatten(document[key], options, path, depth + 1)}
    elif isinstance(document, list):
        if not document:
            flat[prefix] = None
        for index, item in enumerate(document):
            path = prefix + options.separator + str(index) if prefix else str(index)
            flat = {**flat, **flatten(item, options, path, depth + 1)}
    else:
        flat[prefix] = document
    return flat


def explode(document: Dict[str, Any], options: FlattenOptions) -> List[Dict[str, Any]]:
    """One copy of the document per element of each exploded list."""
    documents = [document]
    for name in options.explode:
        produced = []
        for doc in documents:
            items = doc.get(name)
            if not isinstance(items, list) or not items:
                produced.append(doc)
                continue
            for item in items:
                clone = json.loads(json.dumps(doc))
                clone[name] = item
                produced.append(clone)
        documents = produced
    return documents


def collect_columns(rows: List[Dict[str, Any]]) -> List[str]:
    """All columns in order of first appearance."""
    columns: List[str] = []
    for row in rows:
        for name in row:
            if name not in columns:
                columns.append(name)
    return columns


def csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    text = str(value)
    if "," in text or '"' in text or "\n" in text:
        escaped = ""
        for ch in text:
            escaped += '""' if ch == '"' else ch
        return '"' + escaped + '"'
    return text


def write_csv(rows: List[Dict[str, Any]], columns: List[str]) -> str:
    output = ",".join(csv_cell(c) for c in columns) + "\n"
    for row in rows:
        line = ""
        for i in range(len(columns)):
            if i > 0:
                line += ","
            line += csv_cell(row.get(columns[i]))
        output += line + "\n"
    return output


def convert(lines: Iterable[str], options: FlattenOptions) -> str:
    """JSON lines in, CSV text out; lines that are no JSON objects are left out."""
    rows: List[Dict[str, Any]] = []
    for line in lines:
        try:
            document = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(document, dict):
            rows.extend(flatten(d, options) for d in explode(document, options))
    return write_csv(rows, collect_columns(rows))
