# SPDX-License-Identifier: Apache-2.0
"""URL dispatch for the parcel tracking service.

Templates look like ``/parcels/<int:parcel_id>/events``; a segment without a
converter takes everything up to the next slash.
"""
import re

CONVERTERS = {
    "int": (r"\d+", int),
    "slug": (r"[a-z0-9-]+", str),
    "path": (r".+", str),
    "text": (r"[^/]+", str),
}


class NotFound(LookupError):
    pass


class MethodNotAllowed(LookupError):
    def __init__(self, path, allowed):
        super().__init__(path)
        self.allowed = allowed


class BadTemplate(ValueError):
    pass


class Route:
    def __init__(self, method, template, endpoint, priority=0):
        self.method = method.upper()
        self.template = template
        self.endpoint = endpoint
        self.priority = priority
        self.placeholders()

    def placeholders(self):
        """(name, converter) of each placeholder, left to right."""
        found = []
        for m in re.finditer(r"<(?:(\w+):)?(\w+)>", self.template):
            converter = m.group(1) or "text"
            if converter not in CONVERTERS:
                raise BadTemplate(f"unknown converter {converter!r} in {self.template!r}")
            found.append((m.group(2), converter))
        return found

    def pattern(self):
        out = "^"
        pos = 0
        for m in re.finditer(r"<(?:(\w+):)?(\w+)>", self.template):
            out += re.escape(self.template[pos:m.start()])
            regex = CONVERTERS[m.group(1) or "text"][0]
            out += "(?P<" + m.group(2) + ">" + regex + ")"
            pos = m.end()
        out += re.escape(self.template[pos:]) + "$"
        return re.compile(out)

    def specificity(self):
        """Literal segments first, greedy ``path`` placeholders last."""
        score = 0
        for segment in self.template.strip("/").split("/"):
            if segment.startswith("<path:"):
                score += 100
            elif "<" in segment:
                score += 10
            else:
                score += 1
        return score

    def match(self, path):
        hit = self.pattern().match(path)
        if hit is None:
            return None
        values = {}
        for name, converter in self.placeholders():
            values[name] = CONVERTERS[converter][1](hit.group(name))
        return values


class Router:
    def __init__(self):
        self.routes = []
        self.hits = {}

    def add(self, method, template, endpoint, priority=0):
        self.routes.append(Route(method, template, endpoint, priority))

    def resolve(self, method, path):
        """Return (endpoint, params); earlier registration wins between equals."""
        if len(path) > 1 and path.endswith("/"):
            path = path.rstrip("/")
        method = method.upper()
        allowed = []
        for route in sorted(self.routes, key=lambda r: (-r.priority, r.specificity())):
            params = route.match(path)
            if params is None:
                continue
            if route.method == method or (method == "HEAD" and route.method == "GET"):
                self.hits[route.endpoint] = self.hits.get(route.endpoint, 0) + 1
                return route.endpoint, params
            if route.method not in allowed:
                allowed.append(route.method)
        if allowed:
            raise MethodNotAllowed(path, allowed)
        raise NotFound(path)

    def url_for(self, endpoint, **params):
        for route in self.routes:
            if route.endpoint == endpoint:
                url = route.template
                for name, converter in route.placeholders():
                    if name not in params:
                        raise KeyError(name)
                    url = re.sub(r"<(?:\w+:)?" + name + ">", lambda _: str(params[name]), url)
                return url
        raise NotFound(endpoint)
