# SPDX-License-Identifier: Apache-2.0
from villagewiki import Page, Wiki


def render(source, *others):
    page = Page("T", source)
    wiki = Wiki([page] + [Page(t, "") for t in others])
    return wiki.render(page), wiki


def test_inline_marks_and_escaping():
    html, _ = render("**b** //i// __u__ ``c`` --d-- a<b & c")
    assert "<p><strong>b</strong> <em>i</em> <u>u</u> <code>c</code> <del>d</del> a&lt;b &amp; c</p>" in html


def test_links_known_missing_and_external():
    html, wiki = render("[[mill]] [[Old Forge|the forge]] [[Old Forge]]", "Mill")
    assert '<a class="wiki" href="/wiki/mill">mill</a>' in html
    assert '<a class="missing" href="/wiki/Old_Forge">the forge</a>' in html
    assert wiki.wanted == ["Old Forge"]


def test_lists_close():
    html, _ = render("* one\n* two\nafter")
    assert html.endswith("<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>after</p>\n")


def test_repeated_headings_get_numbered_slugs():
    page = Page("T", "= People\n== People ==\n= ?!")
    assert Wiki([page]).headings(page) == [(1, "People", "people"), (2, "People", "people-2"), (1, "?!", "section")]


def test_contents_and_heading_levels():
    html, _ = render("{{toc}}\n== Hours\ntext")
    assert "<ol class='toc'><li class='l2'><a href='#hours'>Hours</a></li></ol>" in html
    assert '<h3 id="hours">Hours</h3>' in html


def test_backlinks_once_per_page():
    wiki = Wiki([Page("B", "[[x|1]] [[X]]"), Page("A", "[[X ]]"), Page("X", "")])
    assert wiki.backlinks("X") == ["A", "B"]
    assert wiki.backlinks("A") == []
