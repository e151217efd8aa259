"""The threads of comments of a map, each with the place on which it stands, in the order of tree and text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from argmap.domain.graph import ArgumentGraph
from argmap.domain.tree import Tree, tree_of
from argmap.domain.vocabulary import relation_name
from argmap.models import ArgumentMap, Comment, User
from argmap.queries.comments import attach_comment_parts
from argmap.queries.frame import load_frame

OPEN, RESOLVED, ALL = "open", "resolved", "all"
MOST_MENTIONS = 20  # on the home page
EVERYBODY, MINE, MENTIONS = "everybody", "mine", "mentions"


@dataclass(frozen=True, slots=True)
class Place:
    """On what a thread stands: ``number`` is that of the tree, empty for a passage and for the map itself."""

    label: str  # as a person says it
    number: str = ""
    words: str = ""
    node: str = ""
    link: str = ""
    passage: str = ""  # article-start-end

    def __str__(self) -> str:
        name = f"{self.label} {self.number}".strip()
        return f"{name}: {self.words}" if self.words else name

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The place as a form sends it."""
        if self.passage:
            article, start, end = self.range
            return [("article", article), ("start", str(start)), ("end", str(end))]
        return [("node", self.node)] if self.node else [("link", self.link)] if self.link else []

    @property
    def range(self) -> tuple[str, int, int]:
        """Article, start and end of a passage."""
        start, _, end = self.passage[37:].partition("-")
        return self.passage[:36], int(start), int(end)

    def has(self, other: Place) -> bool:
        """Whether the other one is the same, or a passage within this one."""
        if not self.passage or not other.passage:
            return (self.node, self.link, self.passage) == (other.node, other.link, other.passage)
        (article, start, end), (own, first, last) = self.range, other.range
        return own == article and start <= first and last <= end


@dataclass(frozen=True, slots=True)
class Thread:
    """The first comment with its replies."""

    head: Comment
    replies: tuple[Comment, ...]
    place: Place

    @property
    def comments(self) -> tuple[Comment, ...]:
        return (self.head, *self.replies)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which threads are shown.

    ``here`` are the things on which they stand, where only those on some are; ``writing`` is a thread in which somebody
    writes, which is shown in any case.
    """

    user: User
    show: str = OPEN
    who: str = EVERYBODY
    here: tuple[Place, ...] = ()
    writing: UUID | None = None

    def has(self, thread: Thread) -> bool:
        return thread.head.pk == self.writing or self._matches(thread)

    def _matches(self, thread: Thread) -> bool:
        if self.show != ALL and (thread.head.resolved_at is not None) != (self.show == RESOLVED):
            return False
        if self.here and not any(place.has(thread.place) for place in self.here):
            return False
        if self.who == MINE:
            return any(comment.author_id == self.user.pk for comment in thread.comments)
        if self.who == MENTIONS:
            return any(one.user_id == self.user.pk for comment in thread.comments for one in comment.mentions.all())
        return True


class Places:
    """Says of a node, link or passage of a map where it is, and which comes first."""

    def __init__(self, graph: ArgumentGraph, tree: Tree) -> None:
        self._graph, self._tree = graph, tree
        self._rank = {key: index for index, key in enumerate(tree.items)}
        self._articles = {key: index for index, key in enumerate(graph.articles)}

    def have(self, comment: Comment) -> bool:
        """Whether the graph has what the comment stands on, which somebody may have added since it was read."""
        node, link = comment.node_id, comment.link_id
        return not (node and str(node) not in self._graph.nodes) and not (link and str(link) not in self._graph.links)

    def of(self, comment: Comment) -> Place:
        """The place of a first comment; raises KeyError where the graph does not have it."""
        if comment.node_id:
            return self.node(str(comment.node_id))
        if comment.link_id:
            return self.link(str(comment.link_id))
        if passage := comment.passage:
            return self.passage(str(passage["article"]), comment.start or 0, comment.end or 0, comment.exact)
        return Place("The map")

    def node(self, key: str) -> Place:
        """Raises KeyError where the map has no such node."""
        item = self._tree.item_of_node[key]
        node = self._graph.nodes[key]
        return Place(node.kind.label, item.number, node.text, node=key)

    def link(self, key: str) -> Place:
        """Raises KeyError where the map has no such link."""
        link, item = self._graph.links[key], self._tree.item_of_link[key]
        target = self._tree.item_of_link if link.on_link else self._tree.item_of_node
        relation = relation_name(link.type, on_link=link.on_link)
        words = " · ".join(self._graph.nodes[premise.node].text for premise in link.premises)
        return Place(f"Link ({relation}) to {target[link.target].number}", item.number, words, link=key)

    def passage(self, article: str, start: int, end: int, words: str) -> Place:
        return Place("Passage", words=words, passage=f"{article}-{start}-{end}")

    def rank(self, place: Place) -> tuple[int, int, int]:
        """First the map itself, then nodes and links in the order of the tree, then passages in that of the text."""
        if place.passage:
            article, start, _ = place.range
            return (2, self._articles.get(article, len(self._articles)), start)
        item = self._tree.item_of_node.get(place.node) or self._tree.item_of_link.get(place.link)
        return (1, self._rank[item.key], bool(place.link)) if item else (0, 0, 0)


def comments_of(map_: ArgumentMap) -> Sequence[Comment]:
    """All comments of the map with their parts (5 queries)."""
    return attach_comment_parts(list(Comment.objects.filter(map=map_)))


def places_of(
    map_: ArgumentMap, comments: Sequence[Comment], *, node: UUID | None = None, link: UUID | None = None
) -> Places:
    """The places of these comments, of this node and this link: no more of the map is read than they need."""
    nodes = {key for key in (node, *(one.node_id for one in comments)) if key}
    links = {key for key in (link, *(one.link_id for one in comments)) if key}
    graph = load_frame(map_, nodes=nodes, links=links)
    return Places(graph, tree_of(graph))


def all_threads(comments: Sequence[Comment], places: Places) -> list[Thread]:
    """The threads of these comments that stand on places that there are, in their order."""
    replies = _by_thread(comments)
    heads = [one for one in comments if one.parent_id is None and places.have(one)]
    threads = [Thread(one, tuple(replies[one.pk]), places.of(one)) for one in heads]
    return sorted(threads, key=lambda thread: places.rank(thread.place))


def _by_thread(comments: Sequence[Comment]) -> dict[UUID, list[Comment]]:
    replies: dict[UUID, list[Comment]] = defaultdict(list)
    for comment in comments:
        if comment.parent_id:
            replies[comment.parent_id].append(comment)
    return replies


def chosen(threads: Iterable[Thread], choice: Choice) -> list[Thread]:
    """Those threads that are to be shown."""
    return [thread for thread in threads if choice.has(thread)]


def members_of(map_: ArgumentMap) -> list[str]:
    """The usernames of whom a comment may mention."""
    return list(map_.project.memberships.values_list("user__username", flat=True))


def mentions_of(user: User, *, most: int = MOST_MENTIONS) -> list[Comment]:
    """The newest comments of open threads that mention the user, in projects of theirs, each with its map (1 query)."""
    found = Comment.objects.visible_to(user).open().mentioning(user)
    return list(found.select_related("map__project", "author").order_by("-created_at")[:most])
