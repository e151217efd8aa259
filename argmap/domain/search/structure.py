"""Questions on the structure of many maps at once, over plain rows: all linear in their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
_SEVERAL = object()


def everything_below(starts: Iterable[Key], hanging: Iterable[tuple[Key, Key]]) -> set[Key]:
    """All that hangs on one of these, directly or not; ``hanging`` has pairs of a thing and what it hangs on.

    A start is in it only where it hangs on a start itself.
    """
    below: dict[Key, list[Key]] = defaultdict(list)
    for thing, on in hanging:
        below[on].append(thing)
    found: set[Key] = set()
    waiting = list(starts)
    while waiting:
        for thing in below.pop(waiting.pop(), ()):
            if thing not in found:
                found.add(thing)
                waiting.append(thing)
    return found


def resting_on_one_source(
    sources: Mapping[Key, Collection[str]], supports: Iterable[tuple[Key, Key]]
) -> dict[Key, str]:
    """Each node of which all sources, its own and those of whatever supports it, are one; with that source.

    ``supports`` has pairs of a supporting node and what it supports; cycles do no harm. Letter case and spaces around
    make no difference. A node's sources grow from none over one to several, so that each is looked at twice at most.
    """
    supported: dict[Key, list[Key]] = defaultdict(list)
    for premise, target in supports:
        supported[premise].append(target)
    named = {key: {source.strip().casefold(): source.strip() for source in own} for key, own in sources.items()}
    known: dict[Key, object] = {
        key: next(iter(own.values())) if len(own) == 1 else _SEVERAL for key, own in named.items() if own
    }
    waiting = list(known)
    while waiting:
        node = waiting.pop()
        for target in supported.get(node, ()):
            joined = _joined(known.get(target), known[node])
            if joined is not known.get(target):
                known[target] = joined
                waiting.append(target)
    return {key: source for key, source in known.items() if isinstance(source, str)}


def _joined(one: object | None, other: object) -> object:
    """None, one source, or several."""
    if one is None or one is _SEVERAL:
        return other if one is None else _SEVERAL
    same = isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold()
    return one if same else _SEVERAL


def words_key(text: str) -> int:
    """What tells claims in different words apart within one run of Python, 0 where there are no words.

    Letter case, spaces and a full stop at the end make no difference.
    """
    words = " ".join(text.casefold().split()).rstrip(".")
    return hash(words) if words else 0


def same_in_several_articles(
    claims: Iterable[tuple[Key, int, Collection[Hashable], Collection[Key]]],
) -> list[list[Key]]:
    """Groups of claims that say the same and stand in two articles at least, the largest first.

    A claim comes with the key of its words (``words_key``), the articles in which it stands, and the claims that it
    restates, which say the same too.
    """
    leader: dict[Key, Key] = {}
    articles: dict[Key, Collection[Hashable]] = {}
    first_of: dict[int, Key] = {}
    pairs: list[tuple[Key, Key]] = []
    for key, words, own, restated in claims:
        articles[key] = own
        if words and (first := first_of.setdefault(words, key)) is not key:
            pairs.append((first, key))
        if restated:
            pairs += [(key, other) for other in restated]
    for one, other in pairs:
        if one in articles and other in articles:
            _join(leader, one, other)
    groups: dict[Key, list[Key]] = defaultdict(list)
    for key in articles if leader else ():
        if key in leader:
            groups[_leader_of(leader, key)].append(key)
    several = [group for group in groups.values() if len(set().union(*(articles[key] for key in group))) > 1]
    alone = [[key] for key, own in articles.items() if len(own) > 1 and key not in leader]
    return sorted([*several, *alone], key=len, reverse=True)


def _join(leader: dict[Key, Key], one: Key, other: Key) -> None:
    leader.setdefault(one, one)
    leader.setdefault(other, other)
    first, second = _leader_of(leader, one), _leader_of(leader, other)
    if first != second:
        leader[second] = first


def _leader_of(leader: dict[Key, Key], key: Key) -> Key:
    """The one that stands for the group; the way there is halved for those that ask next."""
    while leader[key] != key:
        leader[key] = leader[leader[key]]
        key = leader[key]
    return key
