"""The line between premises and conclusion: ``----``, or the rules and data of the inference between two ``--``."""

from __future__ import annotations

import re

from argmap.formats._argdown_cursor import Cursor
from argmap.formats._argdown_document import Inference
from argmap.formats._argdown_inline import SYMBOLS

_COLLAPSED = re.compile(r"[ '\t]*-{3,}[ \t]*(?=\n|\Z)")
_RULE = re.compile(
    r"""(?P<end>-{2,})|(?P<symbol>\.\S+?\.|:\S+?:)
    |(?P<text>(?:[^\\\-{,/<.:]+|\\[^\n]|-(?!-)|/(?![/*])|<(?!!--)|\.(?!\S+?\.)|:(?!\S+?:))++)
    |(?P<other>[\s\S])""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([^\n])")


def read_inference(cursor: Cursor) -> Inference:
    """The inference that begins at the position, which moves to the line below it."""
    inference = Inference()
    collapsed = _COLLAPSED.match(cursor.text, cursor.position)
    if collapsed:
        cursor.position = collapsed.end()
    else:
        inference.rules = _rules(cursor, inference)
    cursor.skip_line_end("behind an inference line nothing can stand")
    return inference


def _rules(cursor: Cursor, inference: Inference) -> list[str]:
    """The rules between the hyphens, parted by commas; their data goes to the inference."""
    start = cursor.position
    cursor.position = cursor.text.index("--", start) + 2
    words: list[str] = [""]
    while True:
        match = _RULE.match(cursor.text, cursor.position)
        comment = cursor.comment_at(cursor.position)
        if comment:
            cursor.comments.append(comment)
            cursor.position += len(comment)
        elif match is None:
            raise cursor.error("this inference has no second line of hyphens", start)
        elif match[0] == "{":
            data = cursor.data()
            if data is None:
                raise cursor.error("this opening brace is never closed", cursor.position)
            inference.data.update(data)
        else:
            cursor.position = match.end()
            if match["end"]:
                break
            if match[0] == ",":
                words.append("")
            else:
                words[-1] += _ESCAPED.sub(r"\1", SYMBOLS.get(match[0], match[0]))
    return [rule for rule in (" ".join(word.split()) for word in words) if rule]
