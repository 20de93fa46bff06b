# SPDX-License-Identifier: Apache-2.0
"""The village wiki's markup, rendered to HTML."""

import re

INLINE = [
    (r"\*\*(.+?)\*\*", r"<strong>\1</strong>"),
    (r"//(.+?)//", r"<em>\1</em>"),
    (r"__(.+?)__", r"<u>\1</u>"),
    (r"``(.+?)``", r"<code>\1</code>"),
    (r"--(.+?)--", r"<del>\1</del>"),
]

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Page:
    def __init__(self, title, source):
        self.title = title
        self.source = source


class Wiki:
    def __init__(self, pages):
        self.pages = list(pages)
        self.wanted = []

    def page(self, title):
        for page in self.pages:
            if page.title.lower() == title.lower():
                return page
        return None

    def slug(self, text, taken):
        base = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"
        slug, n = base, 1
        while slug in taken:
            n += 1
            slug = f"{base}-{n}"
        taken.append(slug)
        return slug

    def link(self, match):
        target, _, label = match.group(1).partition("|")
        target = target.strip()
        if re.match(r"https?:", target):
            return f'<a href="{target}">{label or target}</a>'
        known = self.page(target) is not None
        if not known and target not in self.wanted:
            self.wanted.append(target)
        css = "wiki" if known else "missing"
        return f'<a class="{css}" href="/wiki/{target.replace(" ", "_")}">{label.strip() or target}</a>'

    def inline(self, text):
        escaped = ""
        for ch in text:
            escaped += ENTITIES.get(ch, ch)
        for pattern, replacement in INLINE:
            escaped = re.compile(pattern).sub(replacement, escaped)
        return re.compile(r"\[\[(.+?)\]\]").sub(self.link, escaped)

    def headings(self, page):
        """(level, text, slug) of every heading, in order."""
        taken = []
        found = []
        for line in page.source.split("\n"):
            m = re.match(r"(={1,4})\s*(.*?)\s*=*$", line)
            if m:
                found.append((len(m.group(1)), m.group(2), self.slug(m.group(2), taken)))
        return found

    def contents(self, page):
        html = "<ol class='toc'>"
        for level, text, slug in self.headings(page):
            html += f"<li class='l{level}'><a href='#{slug}'>{self.inline(text)}</a></li>"
        return html + "</ol>"

    def render(self, page):
        html = f"<h1>{self.inline(page.title)}</h1>\n"
        seen = 0
        in_list = False
        paragraph = []
        for line in page.source.split("\n") + [""]:
            item = re.match(r"\*\s+(.*)", line)
            heading = re.match(r"(={1,4})\s*(.*?)\s*=*$", line)
            if paragraph and (item or heading or not line.strip()):
                html += "<p>" + self.inline(" ".join(paragraph)) + "</p>\n"
                paragraph = []
            if in_list and not item:
                html += "</ul>\n"
                in_list = False
            if heading:
                level, text, slug = self.headings(page)[seen]
                seen += 1
                html += f'<h{level + 1} id="{slug}">{self.inline(text)}</h{level + 1}>\n'
            elif item:
                if not in_list:
                    html += "<ul>\n"
                    in_list = True
                html += "<li>" + self.inline(item.group(1)) + "</li>\n"
            elif line.strip() == "{{toc}}":
                html += self.contents(page) + "\n"
            elif line.strip():
                paragraph.append(line.strip())
        return html

    def backlinks(self, title):
        """Titles of pages that link to this one."""
        sources = []
        for page in self.pages:
            for target in re.findall(r"\[\[([^|\]]+)", page.source):
                if target.strip().lower() == title.lower() and page.title not in sources:
                    sources.append(page.title)
        return sorted(sources)
