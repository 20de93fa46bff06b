# SPDX-License-Identifier: Apache-2.0
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.I | re.S)


def canonical(url):
    """Lower-case scheme and host, drop fragment and default port, sort the query."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if host.endswith(":80"):
        host = host[:-3]
    query = "&".join(sorted(q for q in parts.query.split("&") if q and not q.startswith("utm_")))
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def same_site(url, root):
    return urlsplit(canonical(url)).netloc == urlsplit(canonical(root)).netloc


class Robots:
    def __init__(self, text, agent="spiderling"):
        self.rules = []
        applies = False
        for line in text.splitlines():
            line = line.split("#", 1)[0].strip()
            name, _, value = line.partition(":")
            name, value = name.strip().lower(), value.strip()
            if name == "user-agent":
                applies = value == "*" or value.lower() == agent
            elif name in ("allow", "disallow") and applies and value:
                self.rules.append((name == "allow", value))

    def permits(self, path):
        """The longest rule that matches decides; ``*`` stands for any run of characters."""
        best, verdict = -1, True
        for allow, rule in self.rules:
            regex = "".join(".*" if ch == "*" else re.escape(ch) for ch in rule)
            if re.match(regex, path) and len(rule) > best:
                best, verdict = len(rule), allow
        return verdict


class Crawl:
    def __init__(self, root, fetch, robots_text="", max_pages=500):
        self.root = canonical(root)
        self.fetch = fetch
        self.robots = Robots(robots_text)
        self.max_pages = max_pages
        self.depth = {}
        self.links = []
        self.titles = {}
        self.broken = []
        self.external = []
        self.blocked = []

    def run(self):
        frontier = [(self.root, 0)]
        queued = [self.root]
        while frontier and len(self.depth) < self.max_pages:
            url, depth = frontier.pop(0)
            body = self.fetch(url)
            if body is None:
                self.broken.append(url)
                continue
            self.depth[url] = depth
            title = re.search(r"<title>(.*?)</title>", body, re.I | re.S)
            self.titles[url] = title.group(1).strip() if title else ""
            for href, label in HREF.findall(body):
                target = canonical(urljoin(url, href))
                if not target.startswith("http"):
                    continue
                if not same_site(target, self.root):
                    if target not in self.external:
                        self.external.append(target)
                    continue
                self.links.append((url, target, re.sub(r"<[^>]+>|\s+", " ", label).strip()))
                if not self.robots.permits(urlsplit(target).path):
                    if target not in self.blocked:
                        self.blocked.append(target)
                elif target not in queued:
                    queued.append(target)
                    frontier.append((target, depth + 1))
        return self

    def inbound(self, url):
        return [source for source, target, _ in self.links if target == url and source != url]

    def report(self):
        """(url, depth, distinct linking pages, title), most linked first."""
        rows = []
        for url in self.depth:
            rows.append((url, self.depth[url], len(set(self.inbound(url))), self.titles[url]))
        rows.sort(key=lambda row: (-row[2], row[1], row[0]))
        return rows

    def broken_sources(self):
        return {url: sorted(set(self.inbound(url))) for url in sorted(self.broken)}
