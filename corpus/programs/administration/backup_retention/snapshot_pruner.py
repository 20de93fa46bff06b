# SPDX-License-Identifier: Apache-2.0
#
# Grandfather-father-son retention for backup snapshots. A snapshot is a
# string like "db1@2024-03-01T02:00#full" or "db1@2024-03-02T02:00#incr".

from datetime import datetime, timedelta


def parse(name):
    host, rest = name.split("@")
    stamp, kind = rest.split("#")
    return host, datetime.strptime(stamp, "%Y-%m-%dT%H:%M"), kind


def moment(name):
    return parse(name)[1]


def bucket(when, period):
    if period == "hourly":
        return when.strftime("%Y-%m-%d %H")
    if period == "daily":
        return when.strftime("%Y-%m-%d")
    if period == "weekly":
        year, week, _ = when.isocalendar()
        return "%04d-W%02d" % (year, week)
    if period == "monthly":
        return when.strftime("%Y-%m")
    raise ValueError("unknown period " + period)


def keep_for_period(names, period, count):
    """The newest snapshot of each of the latest `count` buckets."""
    kept = []
    buckets = []
    for name in sorted(names, key=moment, reverse=True):
        label = bucket(moment(name), period)
        if label in buckets:
            continue
        if len(buckets) == count:
            break
        buckets.append(label)
        kept.append(name)
    return kept


def base_of(name, names):
    """The latest full snapshot of the host that is not newer than the given one."""
    host, when, _ = parse(name)
    fulls = [other for other in names
             if parse(other)[0] == host and parse(other)[2] == "full" and parse(other)[1] <= when]
    if not fulls:
        return None
    return max(fulls, key=moment)


def chain_of(name, names):
    """All snapshots needed to restore: the base, the increments after it, the snapshot itself."""
    base = base_of(name, names)
    if base is None:
        return [name]
    host, when, _ = parse(name)
    chain = []
    for other in names:
        if parse(other)[0] == host and moment(base) <= parse(other)[1] <= when:
            chain.append(other)
    return sorted(chain, key=moment)


def plan(names, policy):
    """(keep, delete), both in chronological order; what a kept snapshot builds on is kept too."""
    hosts = sorted(set(parse(name)[0] for name in names))
    keep = []
    for host in hosts:
        own = [name for name in names if parse(name)[0] == host]
        for period, count in policy.items():
            for name in keep_for_period(own, period, count):
                for needed in chain_of(name, own):
                    if needed not in keep:
                        keep.append(needed)
    delete = [name for name in names if name not in keep]
    return sorted(keep, key=lambda n: (moment(n), n)), sorted(delete, key=lambda n: (moment(n), n))


def gaps(names, host, longest_hours):
    """Spans between successive snapshots of a host that are longer than allowed."""
    times = [moment(name) for name in names if parse(name)[0] == host]
    times.sort()
    found = []
    for i in range(len(times) - 1):
        if times[i + 1] - times[i] > timedelta(hours=longest_hours):
            found.append((times[i], times[i + 1]))
    return found


def restore_point(names, host, wanted):
    """The snapshot of the host that is nearest to the wanted time, but not after it."""
    best = None
    for name in names:
        owner, when, _ = parse(name)
        if owner == host and when <= wanted:
            if best is None or when > moment(best):
                best = name
    return best
