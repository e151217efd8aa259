"""Where a cut through a node's words lies in the passages that it quotes."""

from __future__ import annotations

from collections.abc import Sequence


def cut_in_quotes(quotes: Sequence[str], first: str, second: str) -> tuple[int, int] | None:
    """The quote (its index) and the offset in it, in code points, at which ``first`` ends and ``second`` begins.

    White space and the “…” between quotes do not count. None where the words are not those of the quotes on at least
    one side of the cut: a paraphrase cannot be laid on its passage.
    """
    places = [(index, at) for index, quote in enumerate(quotes) for at, c in enumerate(quote) if _counts(c)]
    whole = "".join(quotes[index][at] for index, at in places)
    before, after = _solid(first), _solid(second)
    if before and whole.startswith(before):
        length = len(before)
    elif after and whole.endswith(after):
        length = len(whole) - len(after)
    else:
        return None
    if not 0 < length < len(whole):
        return None
    index, at = places[length - 1]
    return index, at + 1


def _counts(character: str) -> bool:
    return not character.isspace() and character != "…"


def _solid(text: str) -> str:
    return "".join(filter(_counts, text))
