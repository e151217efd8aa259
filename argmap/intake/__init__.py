"""Articles in: pasted, uploaded or fetched, from text, Markdown, HTML, DOCX and PDF.

Pure Python without Django. The rules of reading and normalising stand in ``docs/intake.md``.
"""

from __future__ import annotations

from argmap.intake.base import MAX_BYTES, MAX_CHARACTERS, ArticleDraft
from argmap.intake.read import read_article, read_pasted

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "ArticleDraft", "read_article", "read_pasted"]
