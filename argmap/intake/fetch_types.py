"""The content types that a fetch accepts."""

from __future__ import annotations

from argmap.exceptions import IntakeError
from argmap.intake.decode import decode_text
from argmap.intake.detect import Kind, detect

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_READ = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "application/pdf", _DOCX}
)
# Names for "a file"; its content decides.
_UNNAMED = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "application/force-download",
        "application/download",
        "application/x-download",
        "application/zip",
        "application/x-pdf",
    }
)
_TYPE_OF = {
    Kind.PLAIN: "text/plain",
    Kind.MARKDOWN: "text/markdown",
    Kind.HTML: "text/html",
    Kind.DOCX: _DOCX,
    Kind.PDF: "application/pdf",
}
_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")

ACCEPT = f"text/html, application/xhtml+xml, application/pdf, text/markdown, text/plain, {_DOCX}, */*;q=0.1"


def check_type(content_type: str) -> None:
    """Raise IntakeError where the sender names a type that holds no article."""
    bare = _bare(content_type)
    if bare not in _READ and bare not in _UNNAMED:
        raise IntakeError(
            f"The address leads to {bare[:60]}, not to an article; "
            "give the address of a page, text, PDF or DOCX, or paste the article's words."
        )


def settle_type(data: bytes, content_type: str, *, path: str) -> str:
    """The content type of ``data``: as the sender says, or by content and ``path`` where it says nothing of use.

    Raises IntakeError where the content is no article.
    """
    bare = _bare(content_type)
    if bare in _UNNAMED:
        kind = detect(data, name=path)
        if kind in (Kind.PLAIN, Kind.MARKDOWN):
            decode_text(data)
        return _TYPE_OF[kind]
    if bare == "text/plain" and path.lower().endswith(_MARKDOWN_SUFFIXES):
        return content_type.replace("plain", "markdown", 1)
    return content_type


def _bare(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
