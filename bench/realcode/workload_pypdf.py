# SPDX-License-Identifier: Apache-2.0
"""An archive job: read documents, take out their text, merge, stamp and compress them."""

import hashlib
import io
import logging
import pathlib

from pypdf import PdfReader, PdfWriter, Transformation

DOCUMENTS = ["crazyones.pdf", "git.pdf", "GeoBase_NHNC1_Data_Model_UML_EN.pdf", "pdflatex-outline.pdf",
             "commented.pdf", "form.pdf", "attachment.pdf", "side-by-side-subfig.pdf"]


def extract(reader, pages):
    """Text of the first pages in both ways that pypdf offers."""
    texts = []
    for page in reader.pages[:pages]:
        texts.append(page.extract_text())
        texts.append(page.extract_text(extraction_mode="layout"))
    return "\n".join(texts)


def merge(paths):
    """All documents in one, each page stamped with the first one's first page."""
    stamp = PdfReader(str(paths[0])).pages[0]
    writer = PdfWriter()
    for path in paths:
        writer.append(str(path), import_outline=True)
    for page in writer.pages[:12]:
        page.merge_transformed_page(stamp, Transformation().scale(0.3).translate(20, 20))
        page.compress_content_streams()
    writer.add_metadata({"/Title": "archive"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def main():
    logging.disable(logging.WARNING)
    here = pathlib.Path(__file__).parent / "resources"
    paths = [here / name for name in DOCUMENTS if (here / name).exists()]
    digest = hashlib.sha256()
    for path in paths:
        text = extract(PdfReader(str(path)), 8)
        digest.update(text.encode("utf-8", "replace"))
    merged = merge(paths)
    digest.update(extract(PdfReader(io.BytesIO(merged)), 3).encode("utf-8", "replace"))
    print(len(paths), len(PdfReader(io.BytesIO(merged)).pages), digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
