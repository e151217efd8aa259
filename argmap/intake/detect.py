"""Which kind of source some bytes are: by their content first, then by name, then by what the sender says."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO

from argmap.exceptions import IntakeError

Kind = Enum("Kind", "PLAIN MARKDOWN HTML DOCX PDF")

_SUFFIXES = {
    ".txt": Kind.PLAIN,
    ".text": Kind.PLAIN,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".mdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".pdf": Kind.PDF,
}
_TYPES = {
    "text/plain": Kind.PLAIN,
    "text/markdown": Kind.MARKDOWN,
    "text/x-markdown": Kind.MARKDOWN,
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCX,
}
_SURE_HTML = re.compile(
    rb"\s*(<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAYBE_HTML = re.compile(rb"\s*(<!--|<(article|main|div|section|p|h[1-6]|meta|title|span|ul|ol|table|header)\b)", re.I)
_MARK = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PICTURES = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"ID3": "sound",
    b"OggS": "sound",
    b"\x1f\x8b": "a compressed archive",
    b"7z\xbc\xaf": "a compressed archive",
    b"Rar!": "a compressed archive",
    b"\x7fELF": "a program",
    b"MZ\x90\0": "a program",
}
_USE_INSTEAD = "save the article as TXT, MD, HTML, DOCX or PDF and try again"


def detect(data: bytes, *, name: str = "", content_type: str = "") -> Kind:
    """The kind of source. Raises IntakeError with a sentence for kinds that Argmap does not read."""
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise IntakeError(_compound(data))
    if data.lstrip()[:5] == b"{\\rtf":
        raise IntakeError(f"This is an RTF file, which Argmap does not read; {_USE_INSTEAD}.")
    for magic, what in _PICTURES.items():
        if data.startswith(magic):
            raise IntakeError(f"This file is {what}, not an article; {_USE_INSTEAD}.")
    return _text_kind(data, name, content_type)


def _text_kind(data: bytes, name: str, content_type: str) -> Kind:
    start = _MARK.sub(b"", data[:8192]).replace(b"\0", b"")
    named = next((kind for suffix, kind in _SUFFIXES.items() if name.lower().endswith(suffix)), None)
    said = _TYPES.get(content_type.partition(";")[0].strip().lower())
    if named is Kind.MARKDOWN:
        return Kind.MARKDOWN
    if _SURE_HTML.match(start):
        return Kind.HTML
    if start.lstrip().startswith(b"<?xml"):
        raise IntakeError(f"This is an XML file, not an article; {_USE_INSTEAD}.")
    for kind in (named, said):
        if kind is Kind.PDF or kind is Kind.DOCX:
            raise IntakeError(
                f"This file is called {kind.name} but is none; open it in its program, and {_USE_INSTEAD}."
            )
        if kind is not None:
            return kind
    return Kind.HTML if _MAYBE_HTML.match(start) else Kind.PLAIN


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise IntakeError(
            f"This file is broken (its archive has no end); save it again in its program, and {_USE_INSTEAD}."
        ) from error
    if any(entry.startswith("word/") for entry in names):
        return Kind.DOCX
    if any(entry.startswith(("xl/", "ppt/")) for entry in names):
        raise IntakeError(f"This is a spreadsheet or a presentation, not an article; {_USE_INSTEAD}.")
    if "mimetype" in names:
        raise IntakeError(f"This is an OpenDocument or EPUB file, which Argmap does not read; {_USE_INSTEAD}.")
    raise IntakeError(f"This is an archive, not an article; unpack it, and {_USE_INSTEAD}.")


def _compound(data: bytes) -> str:
    """The sentence for an OLE file: an encrypted DOCX or an old DOC."""
    if _ENCRYPTED_STREAM in data:
        return (
            "This document is protected by a password; remove it in Word (File, Info, Protect Document) and try again."
        )
    return f"This is a document of an old Word (DOC), which Argmap does not read; {_USE_INSTEAD}."
