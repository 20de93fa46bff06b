# SPDX-License-Identifier: Apache-2.0
"""List endpoints of the recipe feed: filtering, ordering, cursors and ETags."""
import base64
import hashlib
import json
from typing import Any, Callable, Iterable, Optional

Record = dict[str, Any]


class BadRequest(ValueError):
    """Something in the query string makes no sense."""


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda have, want: have == want,
    "ne": lambda have, want: have != want,
    "lt": lambda have, want: have < want,
    "ge": lambda have, want: have >= want,
    "has": lambda have, want: want in have,
}


def parse_filter(text: str) -> tuple[str, str, Any]:
    """``minutes:lt:30`` -> ("minutes", "lt", 30); values are JSON where possible."""
    try:
        name, operator, raw = text.split(":", 2)
    except ValueError:
        raise BadRequest(f"malformed filter {text!r}") from None
    if operator not in OPERATORS:
        raise BadRequest(f"unknown operator {operator!r}")
    try:
        value = json.loads(raw)
    except ValueError:
        value = raw
    return name, operator, value


def keep(record: Record, filters: Iterable[str]) -> bool:
    verdict = True
    for text in filters:
        name, operator, value = parse_filter(text)
        if name not in record or not OPERATORS[operator](record[name], value):
            verdict = False
    return verdict


def order(records: list[Record], sort: str) -> list[Record]:
    """Sort by comma separated fields, ``-`` for descending; ties keep insertion order."""
    result = list(records)
    for name in reversed([s for s in sort.split(",") if s]):
        if name.startswith("-"):
            result.sort(key=lambda r: r[name[1:]], reverse=True)
        else:
            result.sort(key=lambda r: r[name])
    return result


def encode_cursor(record_id: int) -> str:
    return base64.urlsafe_b64encode(json.dumps({"after": record_id}).encode()).decode()


def decode_cursor(cursor: str) -> int:
    try:
        return int(json.loads(base64.urlsafe_b64decode(cursor.encode()))["after"])
    except (ValueError, KeyError, TypeError):
        raise BadRequest("bad cursor") from None


def etag(record: Record) -> str:
    return hashlib.sha1(json.dumps(record, sort_keys=True).encode()).hexdigest()[:16]


def page_etag(records: list[Record]) -> str:
    joined = ""
    for record in records:
        joined += etag(record)
    return hashlib.sha1(joined.encode()).hexdigest()[:16]


class Feed:
    def __init__(self, records: Iterable[Record]):
        self.records = [dict(r) for r in records]

    def find(self, record_id: int) -> Optional[Record]:
        for record in self.records:
            if record["id"] == record_id:
                return record
        return None

    def page(self, filters: list[str] = [], sort: str = "", limit: int = 20, cursor: str = "",
             if_none_match: str = "") -> Record:
        if not 1 <= limit <= 100:
            raise BadRequest("limit must lie in 1..100")
        matching = [r for r in self.records if keep(r, filters)]
        ordered = order(matching, sort)
        start = 0
        if cursor:
            after = decode_cursor(cursor)
            ids = [r["id"] for r in ordered]
            if after not in ids:
                raise BadRequest("cursor points to a vanished record")
            start = ids.index(after) + 1
        chosen = ordered[start:start + limit]
        tag = page_etag(chosen)
        if tag == if_none_match:
            return {"status": 304, "etag": tag}
        items = []
        for record in chosen:
            items.append({**record, "etag": etag(record), "self": f"/recipes/{record['id']}"})
        more = start + limit < len(ordered)
        return {
            "status": 200,
            "etag": tag,
            "total": len(ordered),
            "items": items,
            "next": encode_cursor(chosen[-1]["id"]) if more else "",
        }

    def expand(self, page: Record, field: str) -> list[Record]:
        """The records that a page's items refer to through ``field``, in order of first mention."""
        out: list[Record] = []
        for item in page["items"]:
            for record_id in item.get(field, []):
                record = self.find(record_id)
                if record is not None and record not in out:
                    out.append(record)
        return out
