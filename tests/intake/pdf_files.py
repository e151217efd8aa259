"""PDFs that tests make: lines are set here, so that each test knows what was broken where."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0  # A4

PARAGRAPHS = [
    "Every morning the same queue forms at the corner of the market, and every morning somebody says that "
    "the city should run more buses. The council has heard the sentence so often that it no longer "
    "listens. Yet the sentence is worth a second look, because it hides three claims: that people wait "
    "too long, that a denser timetable would shorten the wait, and that nothing cheaper would do the "
    "same.",
    "The first claim is easy to check. Volunteers counted for two weeks and found a median wait of "
    "fourteen minutes, with one passenger in ten waiting for more than half an hour. Nobody at the "
    "transport office disputes the figures, although the director calls them a snapshot.",
    "The second claim is harder. A denser timetable helps only where the road is free; on the northern "
    "line the vehicles already run in convoys, three at once and then none. Engineers call this bunching. "
    "More vehicles would make longer convoys, unless the lights gave them priority. So the remedy depends "
    "on something that the slogan never mentions.",
    "Critics answer that priority at the lights punishes everybody else. Their numbers come from a "
    "simulation that treats each car as carrying four people. In truth the average is nearer to one and a "
    "quarter, and when the model is corrected the loss disappears. It is strange that the error survived "
    "two rounds of review.",
    "What follows is modest. Before a single vehicle is bought, the lights should be changed on one line "
    "for half a year. If the convoys dissolve, the case for more buses is strong; if they do not, the "
    "money is better spent elsewhere. Either way the queue at the corner would learn something, and so "
    "would the council.",
]


@dataclass
class Setter:
    """Sets lines on pages; ``shuffled`` draws the lines of a page in a random order, as some programs do."""

    font: str = "Times-Roman"
    bold: str = "Times-Bold"
    size: float = 10.0
    leading: float = 12.5
    shuffled: bool = False
    encryption: object = None
    buffer: BytesIO = field(default_factory=BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), encrypt=self.encryption)
        self._pending: list[tuple[float, float, str, str, float, float]] = []

    def line(self, x: float, y: float, text: str, *, font: str = "", size: float = 0.0, space: float = 0.0) -> None:
        self._pending.append((x, y, text, font or self.font, size or self.size, space))

    def centred(self, y: float, text: str, *, font: str = "", size: float = 0.0) -> None:
        width = pdfmetrics.stringWidth(text, font or self.font, size or self.size)
        self.line((PAGE_WIDTH - width) / 2, y, text, font=font, size=size)

    def column(self, x: float, y: float, lines: Sequence[Line], width: float, *, justified: bool = True) -> None:
        for index, line in enumerate(lines):
            indent = self.size * 1.5 if line.first else 0.0
            blanks = line.text.count(" ")
            rest = width - indent - pdfmetrics.stringWidth(line.text, self.font, self.size)
            space = rest / blanks if justified and blanks and not line.last else 0.0
            self.line(x + indent, y - index * self.leading, line.text, space=space)

    def page(self) -> None:
        if self.shuffled:
            random.Random(1).shuffle(self._pending)
        for x, y, text, font, size, space in self._pending:
            drawn = self.canvas.beginText(x, y)
            drawn.setFont(font, size)
            if font.startswith("DejaVu") and space:  # word spacing does not reach the blanks of such fonts
                for word in text.split(" "):
                    drawn.textOut(word + " ")
                    drawn.moveCursor(pdfmetrics.stringWidth(word + " ", font, size) + space, 0)
            else:
                drawn.setWordSpace(space)
                drawn.textOut(text)
            self.canvas.drawText(drawn)
        self._pending = []
        self.canvas.showPage()

    def wrapped(self, paragraphs: Sequence[str], width: float, *, hyphenated: bool = False) -> list[Line]:
        return [line for text in paragraphs for line in wrap(text, self.font, self.size, width, hyphenated=hyphenated)]

    def finished(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


@dataclass(frozen=True)
class Line:
    text: str
    first: bool
    last: bool


def wrap(text: str, font: str, size: float, width: float, *, hyphenated: bool = False) -> list[Line]:
    """The lines of one paragraph, its first one indented; ``hyphenated`` breaks long words."""
    lines: list[str] = []
    current = ""
    queue = text.split()
    while queue:
        word = queue.pop(0)
        room = width - (0 if lines else size * 1.5)
        longer = f"{current} {word}".strip()
        if pdfmetrics.stringWidth(longer, font, size) <= room:
            current = longer
            continue
        if hyphenated:
            head = _longest_head(current, word, font, size, room)
            if head:
                current = f"{current} {head}".strip()
                word = word[len(head.rstrip("-")) :].lstrip("-") if not word.startswith(head) else word[len(head) :]
        lines.append(current)
        current = ""
        queue.insert(0, word)
    lines.append(current)
    return [Line(line, index == 0, index == len(lines) - 1) for index, line in enumerate(lines)]


def _longest_head(current: str, word: str, font: str, size: float, room: float) -> str:
    """The longest beginning of ``word``, with a hyphen, for which there is room; "" where there is none."""
    if "-" in word:
        cuts = [word.index("-") + 1]
    else:
        cuts = [cut for cut in range(len(word) - 3, 2, -1) if word[: len(word) - 1].isalpha()] if len(word) > 6 else []
    for cut in cuts:
        head = word[:cut] if word[cut - 1] == "-" else word[:cut] + "-"
        if pdfmetrics.stringWidth(f"{current} {head}".strip(), font, size) <= room:
            return head
    return ""


def register_dejavu() -> bool:
    """Whether the system has a TrueType font with many letters; it is registered as DejaVu then."""
    if not DEJAVU.exists():
        return False
    pdfmetrics.registerFont(TTFont("DejaVu", str(DEJAVU)))
    return True
