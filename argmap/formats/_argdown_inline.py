"""The text of an Argdown statement: escapes, emphasis, links, tags, mentions and symbols; and how to write a text.

The rules are those of the lexer of Argdown 1 and 2, https://argdown.org/syntax/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAMED_SYMBOLS = {
    "A": "∀",
    "E": "∃",
    "O": "𝗢",
    "P": "𝗣",
    "->": "→",
    "<->": "↔",
    "~": "¬",
    "^": "∧",
    "v": "∨",
    "v_": "⊻",
    "<>": "◇",
    "[]": "◻",
    "happy": "😀",
    "smile": "☺",
    "smiley": "☺",
    "laugh": "😆",
    "lol": "😆",
    "rofl": "🤣",
    "joy": "😂",
    "heart": "❤",
    "?": "❓",
    "question": "❓",
    "love": "😍",
    "wink": "😉",
    "shush": "🤫",
    "meh": "😐",
    "eye-roll": "🙄",
    "sad": "😢",
    "disappointed": "😞",
    "scream": "😱",
    "+1": "👍",
    "up": "👍",
    "-1": "👎",
    "down": "👎",
    "think": "🤔",
    "star": "⭐",
    "y": "✔",
    "agree": "✔",
    "n": "❌",
    "disagree": "❌",
}
SYMBOLS = {f"{mark}{name}{mark}": sign for mark in ".:" for name, sign in _NAMED_SYMBOLS.items()}

LONGEST = 500  # characters of a link's words, address, a tag or mention: or a line of brackets would take for ever
_TAG_LETTERS = r"[a-zA-z0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]"
WORDS = r"(?:[^\\@\#*_\[.:</{\r\n]+|\\[^\r\n]|\.(?!\S+?\.)|:(?!\S+?:)|/(?![/*])|<(?!!--)|@(?![\[<]))++"  # no markup
TOKEN = re.compile(  # what most of a text is comes first: no two alternatives begin alike
    rf"""(?P<text>{WORDS})
    |(?P<newline>\r\n|\n|\r)
    |(?P<data>\{{)
    |(?P<comment>//[^\r\n]*)
    |(?P<opener><!--|/\*)
    |(?P<symbol>\.\S+?\.|:\S+?:)
    |(?P<emphasis>\*\*|__|\*|_)
    |(?P<link>\[[^\]\r\n]{{1,{LONGEST}}}?\]\([^)\r\n]{{1,{LONGEST}}}?\))
    |(?P<tag>\#(?:\([^)]{{1,{LONGEST}}}\)|{_TAG_LETTERS}+))
    |(?P<mention>@(?:\[[^\r\n]{{1,{LONGEST}}}?\]|<[^\r\n]{{1,{LONGEST}}}?>))
    |(?P<other>[\s\S])""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([^\r\n])")
_EMPHASIS_ENDS = frozenset(" \t\n\r)}_.,!?;:-*")


class Inline:
    """A statement's text while it is read, piece by piece.

    ``source`` collects what was typed, ``pieces`` what it means; ``tagged`` are the indices of pieces that are tags.
    """

    __slots__ = ("has_markup", "open", "pieces", "source", "tagged", "tags", "urls")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.source: list[str] = []
        self.tagged: list[int] = []
        self.tags: list[str] = []
        self.urls: list[str] = []
        self.open: list[tuple[str, int]] = []  # emphasis that has begun: mark, index of its piece
        self.has_markup = False

    def add_words(self, image: str) -> None:
        """Take a token of plain words."""
        self.source.append(image)
        self.pieces.append(unescaped(image))

    def add(self, kind: str, image: str, after: str) -> None:
        """Take one token of TOKEN; ``after`` is the character behind it, empty at the end."""
        if kind == "text":
            self.add_words(image)
            return
        self.source.append(image)
        match kind:
            case "emphasis":
                self._emphasis(image, after)
            case "tag":
                self._tag(image)
            case "link":
                self._link(image)
            case "symbol":
                self.pieces.append(SYMBOLS.get(image, image))
                self.has_markup |= image in SYMBOLS
            case "mention":
                self.pieces.append(image)
                self.has_markup = True
            case _:
                self.pieces.append(image)

    def ends_inner(self, mark: str) -> bool:
        """Whether of a double mark the first half ends an inner emphasis, as in ``**a *b***``."""
        return len(mark) == 2 and bool(self.open) and self.open[-1][0] == mark[0]

    def line_break(self) -> None:
        """A line ends inside the text: a blank, where none stands."""
        if self.pieces and not self.pieces[-1].endswith(" "):
            self.pieces.append(" ")
        if self.source and not self.source[-1].endswith(" "):
            self.source.append(" ")

    def full_text(self) -> str:
        """The text without markup."""
        return "".join(self.pieces).strip(" \t")

    def text(self) -> str:
        """The text without markup and without the tags at its end."""
        return "".join(self.pieces[: self._end()] if self.tagged else self.pieces).strip(" \t")

    def typed(self) -> str:
        """The text as it was typed, in one line; empty where it has no markup but tags at its end."""
        inner_tag = self.tagged and self.tagged[0] < self._end()
        return "".join(self.source).strip(" \t") if self.has_markup or inner_tag else ""

    def _end(self) -> int:
        """The number of pieces before the tags at the end."""
        end, tagged = len(self.pieces), set(self.tagged)
        while end and (end - 1 in tagged or not self.pieces[end - 1].strip(" \t")):
            end -= 1
        return end

    def _emphasis(self, mark: str, after: str) -> None:
        touches = bool(self.pieces) and not self.pieces[-1].endswith((" ", "\t"))
        if self.open and self.open[-1][0] == mark and touches and (not after or after in _EMPHASIS_ENDS):
            _, start = self.open.pop()
            self.pieces[start] = ""
            self.pieces.append("")
            self.has_markup = True
            return
        if after.strip():
            self.open.append((mark, len(self.pieces)))
        self.pieces.append(mark)  # stays where nothing ends it

    def _tag(self, image: str) -> None:
        self.tagged.append(len(self.pieces))
        self.pieces.append(image)
        tag = image[2:-1] if image[1] == "(" else image[1:]
        if tag not in self.tags:
            self.tags.append(tag)

    def _link(self, image: str) -> None:
        words, _, address = image[1:-1].partition("](")
        self.pieces.append(words)
        self.urls.append(address)
        self.has_markup = True


def unescaped(words: str) -> str:
    """What words with backslashes before some characters mean."""
    return _ESCAPED.sub(r"\1", words) if "\\" in words else words


# Writing

_MARKUP = re.compile(  # one class of characters in front lets the search run through what is none of them
    r"""[\\\[{<#*_.:/=@\];,>()}\-](?:
    (?<=[\\\[{<#*_])|(?<=([.:]))(?=[^ \t\r\n]*?\1)|(?<=/)(?=/)|(?<==)(?===)|(?<=[@\].:;,>/()}\-])(?=[ ][ ]))""",
    re.VERBOSE,
)
_TAG = re.compile(_TAG_LETTERS + r"+\Z")
_UNTAGGABLE = re.compile(r"[)\r\n]|[\]>]:")  # the latter would end the title before it
_UNWRITABLE = re.compile(r"[\t\r\n]")


def visible(text: str) -> str:
    """The text as a line of Argdown can hold it: tabs and line breaks as blanks, no blanks at its ends."""
    return _UNWRITABLE.sub(" ", text).strip(" ")


def all_visible(texts: Sequence[str]) -> list[str]:
    """Each text as by :func:`visible`; tabs and line breaks are looked for in all of them at once."""
    whole = "".join(texts)
    if "\t" in whole or "\r" in whole or "\n" in whole:
        return [visible(text) for text in texts]
    return [text.strip(" ") for text in texts]


def escaped(text: str) -> str:
    """A visible text with a backslash before what Argdown would take for markup, and only there."""
    return _MARKUP.sub(r"\\\g<0>", text)


def all_escaped(texts: Sequence[str]) -> list[str]:
    """Each visible text as by :func:`escaped`, in one go: none has a line break, and no markup looks beyond one."""
    return escaped("\n".join(texts)).split("\n") if texts else []


def tag_mark(tag: str) -> str | None:
    """``#tag`` or ``#(tag)``; None where Argdown cannot write it."""
    if _TAG.match(tag):
        return f"#{tag}"
    return f"#({tag})" if 0 < len(tag) <= LONGEST and not _UNTAGGABLE.search(tag) else None
