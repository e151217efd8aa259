"""DOCX files that the tests make."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph


def saved(document: DocumentType) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def docx_of(*paragraphs: tuple[str, str] | str) -> bytes:
    """A document of these paragraphs: texts, or pairs of style and text."""
    document = Document()
    for item in paragraphs:
        style, text = item if isinstance(item, tuple) else ("Normal", item)
        document.add_paragraph(text, style=style)
    return saved(document)


def add_link(paragraph: Paragraph, text: str, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add_xml(paragraph, f'<w:hyperlink r:id="{relation}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')


def add_xml(paragraph: Paragraph, *elements: str) -> None:
    """Append WordprocessingML to the paragraph."""
    for element in elements:
        name, rest = element[1:].split(">" if ">" in element.split(" ")[0] else " ", 1)
        glue = ">" if ">" in element.split(" ")[0] else " "
        paragraph._p.append(parse_xml(f"<{name} {nsdecls('w', 'r')}{glue}{rest}"))


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> bytes:
    """The archive with each part changed; a part that becomes None is left out, ``extra`` ones are added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()
