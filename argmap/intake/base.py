"""What every reader gives: a draft of an article, to be corrected by a person before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import Direction

MAX_BYTES = 20_000_000  # of a file
MAX_CHARACTERS = 1_500_000  # code points of an article's text: about 200,000 words


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as its source tells it.

    ``text`` is normalised (``docs/intake.md``), never empty, and ``structure`` covers it; what the source does not tell
    is empty or None. ``language`` is the primary subtag of BCP 47 ("en").
    """

    text: str
    structure: Structure
    title: str = ""
    subtitle: str = ""
    author: str = ""
    publication: str = ""
    published: date | None = None
    language: str = ""
    direction: Direction = Direction.LTR
    url: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about an article; empty where it says nothing."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    publication: str = ""
    published: date | None = None
    language: str = ""
    direction: Direction | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, its gaps filled from ``other``."""
        return Metadata(
            title=self.title or other.title,
            subtitle=self.subtitle or other.subtitle,
            author=self.author or other.author,
            publication=self.publication or other.publication,
            published=self.published or other.published,
            language=self.language or other.language,
            direction=self.direction or other.direction,
        )
