"""What a PDF says about its article: its document information where that makes sense, and its first page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from argmap.domain.structure import BlockType
from argmap.intake.base import Metadata
from argmap.intake.blocks import RawBlock
from argmap.intake.dates import EARLIEST_YEAR
from argmap.intake.plain_head import read_head

_HEAD_BLOCKS = 6
# What programs write where nobody wrote a title: names of files, programs and empty documents.
_NO_TITLE = re.compile(
    r"microsoft (word|powerpoint)\b|powerpoint\b|untitled|unbenannt|sans titre|sin título|document\d*$|dokument\d*$"
    r"|layout \d+|slide \d+|title$|titel$|print$|pdf$|none$|null$|about:blank|https?://|file:"
    r"|.*\.(docx?|odt|rtf|pages|pdf|indd|qxd|qxp|tex|dvi|ps|txt|md|html?|pptx?|xlsx?|wpd|fm|eps)(\s*\(.*\))?$"
    r"|[\d\W_]*$|\S*[\\/]\S*$|[a-z0-9]+_[a-z0-9_]+$|[a-z]{1,4}[\d.-]{4,}$",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"anonymous|unknown|user\d*$|owner|admin|administrator|author|autor|default|guest|none$|null$|me$|pc$|home$"
    r"|microsoft|adobe|windows|apple|dell|lenovo|hp$|[\d\W_]*$|.*[\\/@].*$|.*\.(com|org|net)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def information_metadata(information: Mapping[str, str]) -> Metadata:
    """Title and author of the document information, where somebody wrote them."""
    return Metadata(
        title=_sensible(information.get("Title", ""), _NO_TITLE),
        author=_sensible(information.get("Author", ""), _NO_AUTHOR),
    )


def created_metadata(information: Mapping[str, str]) -> Metadata:
    """The day on which the file was made: a guess, where the article tells no date."""
    return Metadata(published=_created(information.get("CreationDate", "")))


def page_metadata(blocks: Sequence[RawBlock]) -> Metadata:
    """What the first lines tell, from the largest of the first headings on."""
    head = blocks[:_HEAD_BLOCKS]
    levels = [block.level for block in head if block.type is BlockType.HEADING]
    if not levels:
        return read_head([block.text for block in blocks])
    start = next(i for i, block in enumerate(head) if block.type is BlockType.HEADING and block.level == min(levels))
    told = read_head([block.text for block in blocks[start:]])
    return Metadata(title=blocks[start].text).or_else(told)


def _sensible(value: str, nonsense: re.Pattern[str]) -> str:
    value = " ".join(value.replace("\0", "").split())
    return "" if nonsense.match(value) else value


def _created(value: str) -> date | None:
    match = _DATE.match(value)
    try:
        created = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
    return created if created and EARLIEST_YEAR <= created.year <= date.today().year else None
