# SPDX-License-Identifier: Apache-2.0
from collections import namedtuple

Pref = namedtuple("Pref", "value params q position")


class NotAcceptable(Exception):
    pass


def split_quoted(text, separator):
    """Split at separators that stand outside double quotes."""
    pieces = []
    current = ""
    quoted = False
    for ch in text:
        if ch == '"':
            quoted = not quoted
            current = current + ch
        elif ch == separator and not quoted:
            pieces.append(current)
            current = ""
        else:
            current = current + ch
    pieces.append(current)
    return pieces


def parse_prefs(header):
    """Preferences of an Accept-like header, best first; equal q keeps header order."""
    prefs = []
    for piece in split_quoted(header, ","):
        if piece.strip() == "":
            continue
        bits = split_quoted(piece, ";")
        value = bits[0].strip().lower()
        q = 1.0
        params = {}
        for bit in bits[1:]:
            name, _, raw = bit.partition("=")
            name = name.strip().lower()
            if name == "q":
                try:
                    q = min(1.0, max(0.0, float(raw)))
                except ValueError:
                    q = 0.0
            elif name:
                params[name] = raw.strip().strip('"')
        prefs.append(Pref(value, params, q, len(prefs)))
    prefs.sort(key=lambda p: -p.q)
    return prefs


def media_rank(pref, offered):
    """How exactly a preference names an offered type: 0 for not at all, up to 4."""
    main, _, sub = pref.value.partition("/")
    kind, *params = [s.strip() for s in offered.split(";")]
    offered_main, _, offered_sub = kind.partition("/")
    have = dict(p.split("=", 1) for p in params if "=" in p)
    for name in pref.params:
        if have.get(name) != pref.params[name]:
            return 0
    if pref.value == "*/*":
        return 1
    if main != offered_main:
        return 0
    if sub == "*":
        return 2
    if sub != offered_sub:
        return 0
    return 4 if pref.params else 3


def language_rank(pref, offered):
    if pref.value == "*":
        return 1
    if pref.value == offered.lower():
        return 3
    if offered.lower().split("-")[0] == pref.value.split("-")[0]:
        return 2
    return 0


def coding_rank(pref, offered):
    if pref.value == offered:
        return 2
    return 1 if pref.value == "*" else 0


def quality(header, offered, rank):
    """The q of the most exact preference for one offered variant (0 when none fits)."""
    best = None
    for pref in parse_prefs(header):
        score = rank(pref, offered)
        if score and (best is None or score > best[0]):
            best = (score, pref.q)
    return best[1] if best else 0.0


def choose(header, offers, rank):
    """The offer with the highest quality; the server's order decides between equals."""
    if not header.strip():
        return offers[0]
    acceptable = [o for o in offers if quality(header, o, rank) > 0]
    if not acceptable:
        raise NotAcceptable(header)
    return sorted(acceptable, key=lambda o: -quality(header, o, rank))[0]


class Variant:
    def __init__(self, media, language, size):
        self.media = media
        self.language = language
        self.size = size


def negotiate(headers, variants):
    """Pick a document variant and a content coding for it."""
    accept = headers.get("accept", "")
    languages = headers.get("accept-language", "")
    medias = []
    for v in variants:
        if v.media not in medias:
            medias.append(v.media)
    media = choose(accept, medias, media_rank)
    pool = [v for v in variants if v.media == media]
    try:
        language = choose(languages, [v.language for v in pool], language_rank)
    except NotAcceptable:
        language = pool[0].language
    variant = [v for v in pool if v.language == language][0]
    coding = "identity"
    codings = parse_prefs(headers.get("accept-encoding", ""))
    usable = [c for c in ("br", "gzip") if variant.size > 500 and codings and
              quality(headers["accept-encoding"], c, coding_rank) > 0]
    if usable:
        coding = max(usable, key=lambda c: quality(headers["accept-encoding"], c, coding_rank))
    return variant, coding
