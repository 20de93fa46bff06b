# SPDX-License-Identifier: Apache-2.0
"""Cache-Control and Vary handling (the small part of RFC 9111 we rely on)."""


def parse_cache_control(header):
    directives = {}
    for part in header.split(","):
        part = part.strip().lower()
        if not part:
            continue
        name, eq, value = part.partition("=")
        directives[name.strip()] = value.strip().strip('"') if eq else None
    return directives


def seconds(directives, name, default=0):
    try:
        return max(0, int(directives[name]))
    except (KeyError, TypeError, ValueError):
        return default


def lifetime(headers):
    directives = parse_cache_control(headers.get("cache-control", ""))
    if "s-maxage" in directives:
        return seconds(directives, "s-maxage")
    return seconds(directives, "max-age")


def grace(headers):
    return seconds(parse_cache_control(headers.get("cache-control", "")), "stale-while-revalidate")


def storable(status, headers):
    directives = parse_cache_control(headers.get("cache-control", ""))
    if "no-store" in directives or "private" in directives:
        return False
    if headers.get("vary", "").strip() == "*":
        return False
    return status in (200, 203, 301, 404, 410) and lifetime(headers) > 0


def vary_values(vary, request_headers):
    names = sorted({n.strip().lower() for n in vary.split(",") if n.strip()})
    return tuple((n, request_headers.get(n, "")) for n in names)
