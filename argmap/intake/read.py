"""The two doors of intake: bytes of a file or page, and pasted text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.domain.anchoring.normalise import normalise_characters
from argmap.exceptions import IntakeError
from argmap.intake.base import MAX_BYTES, ArticleDraft, Metadata
from argmap.intake.blocks import RawBlock, check_text, compose
from argmap.intake.decode import decode_text
from argmap.intake.detect import Kind, detect
from argmap.intake.language import OTHER_SCRIPTS, direction_of, guess_language

Reading = tuple[Iterable[RawBlock], Metadata]

_LONGEST_FIELD = 500  # code points of a title or name; what is longer is cut at a word


def read_article(data: bytes, *, name: str = "", content_type: str = "", url: str = "") -> ArticleDraft:
    """The article in ``data``: plain text, Markdown, HTML, DOCX or PDF.

    The kind is told by the content first, then by the file's ``name``, then by ``content_type``. ``url`` is the address
    that relative links resolve against. Raises IntakeError, and nothing else, whatever the bytes are.
    """
    if not data.strip():
        raise IntakeError("The file is empty; choose another one or paste the article's words.")
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"The file has {len(data) / 1e6:.1f} MB and the limit is {MAX_BYTES // 1_000_000} MB; "
            "save it without pictures or paste the article's words."
        )
    kind = detect(data, name=name, content_type=content_type)
    blocks, metadata = _READERS[kind](data, content_type, url)
    return _draft(blocks, metadata, url=url)


def read_pasted(text: str) -> ArticleDraft:
    """The article in pasted words. All words stay in its text. Raises IntakeError where they cannot be stored."""
    from argmap.intake.plain import read_plain

    check_text(text)
    blocks, metadata = read_plain(text)
    return _draft(blocks, metadata, url="")


def _draft(blocks: Iterable[RawBlock], metadata: Metadata, *, url: str) -> ArticleDraft:
    text, structure = compose(blocks)
    guess = guess_language(text)
    language = guess if guess in OTHER_SCRIPTS else metadata.language or guess
    return ArticleDraft(
        text=text,
        structure=structure,
        title=_field(metadata.title),
        subtitle=_field(metadata.subtitle),
        author=_field(metadata.author),
        publication=_field(metadata.publication),
        published=metadata.published,
        language=language,
        direction=metadata.direction or direction_of(text),
        url=url,
    )


def _field(value: str) -> str:
    """``value`` on one line, without what cannot be stored, cut where it is far too long."""
    clean = normalise_characters(value.replace("\0", "").encode("utf-8", "ignore").decode())
    line = " ".join(clean.split())
    if len(line) <= _LONGEST_FIELD:
        return line
    return line[:_LONGEST_FIELD].rsplit(" ", 1)[0] + "…"


# The readers are imported when they are used: their libraries cost memory in every idle process.


def _plain(data: bytes, content_type: str, url: str) -> Reading:
    from argmap.intake.plain import read_plain

    text = decode_text(data, content_type)
    check_text(text)
    return read_plain(text)


def _markdown(data: bytes, content_type: str, url: str) -> Reading:
    from argmap.intake.markdown import read_markdown

    text = decode_text(data, content_type)
    check_text(text)
    return read_markdown(text, url)


def _html(data: bytes, content_type: str, url: str) -> Reading:
    from argmap.intake.html import read_html

    return read_html(data, content_type, url)


def _docx(data: bytes, content_type: str, url: str) -> Reading:
    from argmap.intake.docx import read_docx

    return read_docx(data)


def _pdf(data: bytes, content_type: str, url: str) -> Reading:
    from argmap.intake.pdf import read_pdf

    return read_pdf(data)


_READERS: dict[Kind, Callable[[bytes, str, str], Reading]] = {
    Kind.PLAIN: _plain,
    Kind.MARKDOWN: _markdown,
    Kind.HTML: _html,
    Kind.DOCX: _docx,
    Kind.PDF: _pdf,
}
