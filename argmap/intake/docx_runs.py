"""The words of one paragraph of a DOCX, with its hyperlinks.

ECMA-376 part 1, chapters 17.3 (paragraphs and runs) and 17.16 (fields and hyperlinks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.intake.addresses import absolute_address
from argmap.intake.blocks import Run
from argmap.intake.docx_styles import W

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LONGEST_INSTRUCTION = 4000  # characters
_MOST_FIELDS = 20  # inside each other
_FIELD_ADDRESS = re.compile(r"HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
# Deleted or moved words, paragraphs inside boxes (blocks of their own), readings above ruby text, doubled content.
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}rt", f"{W}pPr", f"{W}rPr", _FALLBACK})
_CHARACTERS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": " "}


@dataclass(slots=True)
class RunReader:
    """Reads the runs of paragraphs of one part; ``addresses`` are the part's external relations by id."""

    addresses: Mapping[str, str]
    fields: list[str] = field(default_factory=list)  # the instruction of each open field
    results: list[bool] = field(default_factory=list)  # whether the result of each open field has begun

    def runs(self, element: Any, href: str = "") -> Iterator[Run]:
        """The words of the paragraph or of an element inside it."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or (tag == f"{W}r" and _is_hidden(child)):
                continue
            if tag == f"{W}t":
                yield Run(child.text or "", href or self._field_address())
            elif tag in _CHARACTERS:
                yield Run(_CHARACTERS[tag], href)
            elif tag == f"{W}br":
                yield Run("" if child.get(f"{W}type") == "page" else "\n", href)
            elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                yield Run(f"[{note_label(tag, child.get(f'{W}id', ''))}]")
            elif tag in {f"{W}fldChar", f"{W}instrText"}:
                self._field(child)
            else:
                yield from self.runs(child, self._address(child) or href)

    def _address(self, element: Any) -> str:
        """Where a hyperlink or a simple field leads."""
        if element.tag == f"{W}hyperlink":
            return absolute_address(self.addresses.get(element.get(_RELATION, ""), ""))
        if element.tag == f"{W}fldSimple":
            return _from_instruction(element.get(f"{W}instr", ""))
        return ""

    def _field(self, element: Any) -> None:
        if element.tag == f"{W}instrText":
            if self.fields:
                self.fields[-1] = (self.fields[-1] + (element.text or ""))[:_LONGEST_INSTRUCTION]
            return
        match element.get(f"{W}fldCharType"):
            case "begin":
                self.fields.append("")
                self.results.append(False)
            case "separate" if self.results:
                self.results[-1] = True
            case "end" if self.fields:
                self.fields.pop()
                self.results.pop()

    def _field_address(self) -> str:
        """Where the field leads whose result is being read."""
        open_fields = zip(self.fields[:_MOST_FIELDS], self.results[:_MOST_FIELDS], strict=True)
        return next((address for text, begun in open_fields if begun and (address := _from_instruction(text))), "")


def note_label(tag: str, number: str) -> str:
    """What stands for a note in the text: "1", or "e1" for an endnote."""
    return f"e{number}" if "endnote" in tag else number


def _from_instruction(instruction: str) -> str:
    match = _FIELD_ADDRESS.search(instruction)
    return absolute_address(match[1]) if match else ""


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in {"0", "false", "off"}
