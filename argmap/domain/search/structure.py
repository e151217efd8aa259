"""Questions on the structure of many maps at once, over plain rows: all linear in their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
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


def same_in_several_articles(
    claims: Iterable[tuple[Key, str, Hashable | None]], restated: Iterable[tuple[Key, Key]]
) -> Iterator[list[Key]]:
    """Groups of claims that say the same and stand in two articles at least, the largest first.

    A claim comes with its words and an article where it stands, once for each. Equal words are the same (letter case,
    spaces and a full stop at the end make no difference), and so are claims of which one restates the other.
    """
    leader: dict[Key, Key] = {}
    articles: dict[Key, set[Hashable]] = defaultdict(set)
    first_of: dict[str, Key] = {}
    for key, words, article in claims:
        leader.setdefault(key, key)
        if article is not None:
            articles[key].add(article)
        if plain := " ".join(words.casefold().split()).rstrip("."):
            _join(leader, first_of.setdefault(plain, key), key)
    for one, other in restated:
        if one in leader and other in leader:
            _join(leader, one, other)
    groups: dict[Key, list[Key]] = defaultdict(list)
    for key in leader:
        groups[_leader_of(leader, key)].append(key)
    several = [group for group in groups.values() if len(set().union(*(articles[key] for key in group))) > 1]
    yield from sorted(several, key=len, reverse=True)


def _join(leader: dict[Key, Key], one: Key, other: Key) -> None:
    first, second = _leader_of(leader, one), _leader_of(leader, other)
    if first != second:
        leader[second] = first


def _leader_of(leader: dict[Key, Key], key: Key) -> Key:
    """The one that stands for the group; the way there is halved for those that ask next."""
    while leader[key] != key:
        leader[key] = leader[leader[key]]
        key = leader[key]
    return key
