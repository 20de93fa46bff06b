# SPDX-License-Identifier: Apache-2.0
def status_classes(lines):
    return {f"{c}xx": len([ln for ln in lines if ln.status // 100 == c]) for c in range(1, 6)}


def top_paths(lines, count):
    """(path, hits, bytes) of page requests, most hits first, then alphabetically."""
    hits, volume = {}, {}
    for ln in lines:
        if ln.is_static():
            continue
        hits[ln.path] = hits.get(ln.path, 0) + 1
        volume[ln.path] = volume.get(ln.path, 0) + ln.size
    ranked = sorted(hits, key=lambda p: (-hits[p], p))
    return [(p, hits[p], volume[p]) for p in ranked[:count]]


def hourly_load(lines):
    if not lines:
        return {}
    start = min(ln.timestamp for ln in lines) // 3600
    end = max(ln.timestamp for ln in lines) // 3600
    load = {hour: 0 for hour in range(start, end + 1)}
    for ln in lines:
        load[ln.timestamp // 3600] += 1
    return load


def suspicious_hosts(lines, limit=5, window=60):
    """Hosts with more than `limit` failed requests (4xx) within `window` seconds."""
    failed = {}
    for ln in lines:
        if 400 <= ln.status < 500:
            failed.setdefault(ln.host, []).append(ln.timestamp)
    guilty = []
    for host, stamps in failed.items():
        stamps.sort()
        recent = []
        for stamp in stamps:
            recent.append(stamp)
            while recent[0] < stamp - window:
                recent.pop(0)
            if len(recent) > limit:
                guilty.append(host)
                break
    return sorted(guilty)
