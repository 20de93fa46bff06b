# SPDX-License-Identifier: Apache-2.0
"""Text jobs on the copied modules: compare, wrap, tokenize, fill in, split, parse markup and mail.

Usage: workload_stdlib_text.py [JOB ...] - a job takes about a second; without a name all are run.
"""

import hashlib
import io
import os
import pathlib
import random
import sys
import tempfile

from stdlib_py import ast, base64, difflib, pprint, shlex, string, textwrap, tokenize
from stdlib_py.email import message_from_string, policy
from stdlib_py.email.charset import QP, Charset
from stdlib_py.email.header import Header
from stdlib_py.email.mime.multipart import MIMEMultipart
from stdlib_py.email.mime.text import MIMEText
from stdlib_py.html import parser
from stdlib_py.http import cookiejar, cookies
from stdlib_py.urllib import parse
from stdlib_py.xml.dom import minidom

SOURCES = ["textwrap.py", "shlex.py", "string.py", "difflib.py"]


class Outline(parser.HTMLParser):
    """Tags and text of a page, with depth."""

    def __init__(self):
        super().__init__()
        self.depth = 0
        self.lines = []

    def handle_starttag(self, tag, attrs):
        self.lines.append("%d %s %s" % (self.depth, tag, dict(attrs).get("class")))
        self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= 1

    def handle_data(self, data):
        if data.strip():
            self.lines.append("%d %r" % (self.depth, data.strip()))


def sources():
    """Source text of some modules, always the copies beside this file as released."""
    here = pathlib.Path(__file__).parent / "originals"
    return [(here / name).read_text(encoding="utf-8") for name in SOURCES]


def compare(rng):
    """Unified and side-by-side comparison of texts with versions of them; near matches of words."""
    out = []
    texts = sources()
    for text in texts:
        old = text.splitlines()[:260]
        new = [line.replace("self", "this") if rng.random() < 0.06 else line
               for line in old if rng.random() > 0.04]
        out.extend(difflib.unified_diff(old, new, lineterm=""))
    out.extend(difflib.ndiff(old[:60], new[:60]))
    words = sorted(set(texts[0].split()))
    for word in words[:12]:
        out.extend(difflib.get_close_matches(word + "s", words[:200]))
    return "\n".join(out)


def wrap(rng):
    """Paragraphs in several widths, shortened and dedented."""
    out = []
    texts = sources()
    for text in texts:
        for width in (40, 72):
            out.append(textwrap.fill(text[:9_000], width))
        out.append(textwrap.shorten(text, 300))
        out.append(textwrap.dedent(textwrap.indent(text, "    ")))
    return "\n".join(out)


def tokens(rng):
    """All tokens, and the source put together again from them."""
    out = []
    texts = sources()
    for text in texts[:3]:
        found = list(tokenize.generate_tokens(io.StringIO(text).readline))
        out.append(str(len(found)))
        out.append(tokenize.untokenize(found))
        out.append(tokenize.untokenize([token[:2] for token in found[:1_500]]))
    return "\n".join(out)


def shell_lines(rng):
    """Command lines as in a shell history."""
    lines = ["grep -n '%d items' \"file %d.txt\" | sort -k%d # note" % (n, n % 7, n % 3) for n in range(250)]
    rng.shuffle(lines)
    split = [shlex.split(line, comments=True) for line in lines]
    return "\n".join(shlex.join(words) for words in split)


def letters(rng):
    """Form letters from templates."""
    template = string.Template("Dear $name,\nyour order $number over $$${amount} of ${day} is ready.\n" * 3)
    return "".join(template.substitute(name="n%d" % n, number=n, amount=rng.randrange(900), day="monday")
                   for n in range(600))


def web_page(rng):
    """Outline of a long page."""
    rows = "".join('<tr class="r%d"><td>cell &amp; %d<td title="a>b">%s</td></tr>\n<!-- %d -->' % (
        n % 3, n, "x" * rng.randrange(20), n) for n in range(700))
    outline = Outline()
    outline.feed("<!doctype html><html><body><table>" + rows + "</table></body></html>")
    outline.close()
    return "\n".join(outline.lines)


def mail(rng):
    """Messages written and read again."""
    out = []
    for number in range(25):
        message = MIMEMultipart(boundary="=-=-=%d" % number)
        message["Subject"] = "Bericht über %d Fälle" % number
        message["To"] = ", ".join("Person %d <p%d@mail.example>" % (n, n) for n in range(8))
        message.attach(MIMEText("line\n" * 40 + "ümläut %d" % rng.randrange(99), "plain", "utf-8"))
        text = message.as_string()
        again = message_from_string(text, policy=policy.default)
        out.append("%s %s %d" % (again["subject"], again["to"], len(text)))
    return "\n".join(out)


def mail_bodies(rng):
    """Long texts with accents as quoted-printable, as mail programs send them."""
    out = []
    for number in range(12):
        charset = Charset("utf-8")
        charset.body_encoding = QP
        body = "".join("Zeile %d über Größe und Maß = %d\n" % (n, rng.randrange(999)) for n in range(80))
        message = MIMEText(body, "plain", charset)
        message["Subject"] = Header("Änderungen an Straße %d und vieles mehr " % number * 4, "utf-8")
        out.append(message.as_string())
    return "".join(out)


def side_by_side(rng):
    """Two versions of a text as a page with both columns, and line by line with hints."""
    old = sources()[1].splitlines()[:150]
    new = [line.replace("token", "word") if rng.random() < 0.2 else line for line in old if rng.random() > 0.05]
    page = difflib.HtmlDiff(wrapcolumn=60).make_table(old, new)
    return page + "\n".join(difflib.ndiff(old, new))


def documents(rng):
    """An XML document built, changed, searched and written."""
    text = "<shop>" + "".join('<item id="i%d" kind="k%d"><name>thing &amp; %d</name><price>%d</price></item>\n' % (
        n, n % 5, n, rng.randrange(999)) for n in range(500)) + "</shop>"
    document = minidom.parseString(text)
    for item in document.getElementsByTagName("item"):
        if item.getAttribute("kind") == "k3":
            item.parentNode.removeChild(item)
        else:
            item.setAttribute("price", item.getElementsByTagName("price")[0].firstChild.data)
    return document.toprettyxml(indent="  ")


def web_addresses(rng):
    """Addresses quoted, taken apart, joined; query strings; cookies."""
    out = []
    for number in range(400):
        query = parse.urlencode({"q": "größe %d & mehr" % number, "page": rng.randrange(9), "tag": ["a b", "c"]}, doseq=True)
        url = parse.urljoin("https://www.example.org/a/b%d/c/" % (number % 9), "../../d e/%d?%s" % (number, query))
        out.append(repr(parse.parse_qsl(parse.urlsplit(url).query)) + parse.unquote(url) + parse.quote(url + "/ü"))
        cookie = cookies.SimpleCookie("session=%d; theme=\"dark \\\"x\\\"\"; lang=de" % number)
        cookie["session"]["path"] = "/"
        out.append(cookie.output())
    return "\n".join(out)


def source_code(rng):
    """Programs parsed and written out again."""
    out = []
    for text in sources():
        tree = ast.parse(text)
        names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
        out.append(" ".join(names) + ast.unparse(tree) + ast.dump(tree)[:9_000])
    return "\n".join(out)


def pretty(rng):
    """A nested structure laid out for reading."""
    data = {"key %d" % n: {"list": [rng.randrange(10**6) for _ in range(12)], "text": "word " * 30,
                           "set": {n, n + 1}, "tuple": (n, [n] * 3)} for n in range(60)}
    return pprint.pformat(data, width=70)


def cookie_jars(rng):
    """A crawler's cookies, collected from headers, saved and read again."""
    jar = cookiejar.LWPCookieJar()
    for site in range(12):
        for number in range(10):
            name, value = "c%d" % number, "%x" % rng.randrange(2**64) if number % 3 else "id %d; q" % rng.randrange(10**6)
            jar.set_cookie(cookiejar.Cookie(
                version=0, name=name, value=value, port=None, port_specified=False, domain="site%d.example.org" % site,
                domain_specified=True, domain_initial_dot=False, path="/shop", path_specified=True, secure=number % 2 == 0,
                expires=4_000_000_000, discard=False, comment=None, comment_url=None, rest={"HttpOnly": None}))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cookies.lwp")
        jar.save(path)
        again = cookiejar.LWPCookieJar()
        again.load(path)
    return again.as_lwp_str()


def firmware(rng):
    """Records of an Intel HEX file: Base16 of length, address, type, data, check sum."""
    records = []
    for number in range(1_500):
        data = bytes([16]) + (number * 16).to_bytes(2, "big") + b"\0" + rng.randbytes(16)
        records.append(b":" + base64.b16encode(data + bytes([-sum(data) & 255])))
    image = bytearray()
    for record in records:
        raw = base64.b16decode(record[1:])
        if sum(raw) & 255:
            raise ValueError("wrong check sum")
        image += raw[4:-1]
    return hashlib.sha256(image).hexdigest()


JOBS = {"compare": (compare, 92), "wrap": (wrap, 40), "tokens": (tokens, 52),
        "shell_lines": (shell_lines, 120), "letters": (letters, 200), "web_page": (web_page, 78),
        "mail": (mail, 25), "mail_bodies": (mail_bodies, 40), "side_by_side": (side_by_side, 26), "documents": (documents, 40),
        "web_addresses": (web_addresses, 26), "source_code": (source_code, 9), "pretty": (pretty, 160), "cookie_jars": (cookie_jars, 120),
        "firmware": (firmware, 250)}


def main(names):
    for name, (job, rounds) in JOBS.items():
        if names and name not in names:
            continue
        digest = hashlib.sha256()
        for number in range(rounds):
            digest.update(job(random.Random(number)).encode())
        print(name, digest.hexdigest()[:12])


if __name__ == "__main__":
    main(sys.argv[1:])
