# SPDX-License-Identifier: Apache-2.0
#
# quotagate - admission control in front of the mapping API.
#
# A request passes three gates in turn: the plan's sliding window, the plan's
# token bucket, and a ban list fed by repeated refusals.

PLANS = [
    # name, calls per window, window (s), bucket size, refill per second
    ("free", 60, 60, 10, 0.8),
    ("hobby", 400, 60, 40, 6.0),
    ("team", 1500, 60, 150, 24.0),
    ("firm", 4000, 60, 500, 70.0),
]

# first match wins; the more special keys stand above the general ones
KEY_RULES = [
    ("int-legacy-", "free"),
    ("int-", "firm"),
    ("t-", "team"),
    ("h-demo", "free"),
    ("h-", "hobby"),
    ("", "free"),
]


def plan_name(api_key):
    for prefix, name in KEY_RULES:
        if api_key.startswith(prefix):
            return name


def plan_settings(name):
    for row in PLANS:
        if row[0] == name:
            return row
    raise KeyError(name)


def sliding_window(limit, span):
    """Return allow(now): at most `limit` accepted calls in any `span` seconds."""
    accepted = []

    def allow(now):
        while accepted and accepted[0] <= now - span:
            accepted.pop(0)
        if len([t for t in accepted if t > now - span]) >= limit:
            return False
        accepted.append(now)
        return True

    def load():
        return len(accepted) / limit

    return allow, load


def token_bucket(size, rate):
    level = float(size)
    updated = None

    def take(now, cost=1.0):
        nonlocal level, updated
        if updated is not None:
            level = min(size, level + (now - updated) * rate)
        updated = now
        if cost > level:
            return False
        level -= cost
        return True

    return take


def cost_of(path):
    if path.startswith("/tiles"):
        return 0.25
    if path.startswith("/route"):
        return 2.0
    return 1.0


def make_gate(ban_after=50, ban_span=30, audit=None):
    clients = {}
    refusals = {}
    banned = []
    counts = {"ok": 0, "window": 0, "bucket": 0, "banned": 0}

    def client(api_key):
        try:
            return clients[api_key]
        except KeyError:
            _, limit, span, size, rate = plan_settings(plan_name(api_key))
            clients[api_key] = sliding_window(limit, span) + (token_bucket(size, rate),)
            return clients[api_key]

    def note(api_key, path, now, verdict):
        line = "%10.2f  %-12s %-24s plan=%s verdict=%s totals=%r" % (
            now, api_key, path, plan_settings(plan_name(api_key))[0], verdict, counts)
        if audit is not None:
            audit.append(line)

    def refuse(api_key, now):
        recent = [t for t in refusals.get(api_key, []) if t > now - ban_span] + [now]
        refusals[api_key] = recent
        if len(recent) >= ban_after and api_key not in banned:
            banned.append(api_key)

    def admit(api_key, path, now):
        if api_key in banned:
            verdict = "banned"
        else:
            window, _, bucket = client(api_key)
            if not window(now):
                verdict = "window"
            elif not bucket(now, cost_of(path)):
                verdict = "bucket"
            else:
                verdict = "ok"
            if verdict != "ok":
                refuse(api_key, now)
        counts[verdict] += 1
        note(api_key, path, now, verdict)
        return verdict

    def pardon(api_key):
        if api_key in banned:
            banned.remove(api_key)
            refusals.pop(api_key, None)

    def loads():
        return {key: round(clients[key][1](), 3) for key in sorted(clients)}

    admit.pardon = pardon
    admit.loads = loads
    admit.counts = counts
    admit.banned = banned
    return admit
