# SPDX-License-Identifier: Apache-2.0
"""Publish manuals: docutils' own reference pages and a long generated one, as HTML and as LaTeX."""

import hashlib
import pathlib

from docutils.core import publish_string

PAGES = ["docs/ref/rst/restructuredtext.rst", "docs/ref/rst/directives.rst"]
SETTINGS = {"_disable_config": True, "report_level": 5, "halt_level": 5, "datestamp": None, "generator": None,
            "source_link": None, "file_insertion_enabled": False, "embed_stylesheet": False, "stylesheet_path": "",
            "math_output": "MathML",
            "legacy_column_widths": False, "use_latex_citations": True}


def generated_manual(chapters):
    """A manual with sections, lists, tables, code, footnotes and references."""
    parts = ["Manual\n======\n\n.. contents::\n"]
    for number in range(chapters):
        title = "Chapter %d" % number
        parts.append("%s\n%s\n" % (title, "-" * len(title)))
        parts.append("Text with *emphasis*, ``code``, a link_%d and a note [#n%d]_.\n" % (number, number))
        parts.append(".. _link_%d: https://example.org/%d\n.. [#n%d] Footnote *%d*.\n" % ((number,) * 4))
        parts.append("\n".join("%d. step ``%d`` of |name|" % (step + 1, step) for step in range(6)) + "\n")
        parts.append("=====  =====\n key   value\n=====  =====\n" + "".join(
            "k%03d   v%03d\n" % (row, row * 7) for row in range(12)) + "=====  =====\n")
        parts.append(".. code:: python\n\n    def f(x):\n        return x + %d\n" % number)
        parts.append(":field: value %d\n:other: see `Chapter %d`_\n" % (number, number // 2))
    parts.append(".. |name| replace:: the *machine*\n")
    return "\n".join(parts)


def main():
    here = pathlib.Path(__file__).parent
    sources = [(here / page).read_text(encoding="utf-8") for page in PAGES]
    sources.append(generated_manual(60))
    digest = hashlib.sha256()
    for number, source in enumerate(sources):
        writers = ["html5", "latex"] if number else ["html5"]
        for writer in writers:
            output = publish_string(source, writer=writer, settings_overrides=SETTINGS)
            digest.update(output)
            print(number, writer, len(output))
    print(digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
