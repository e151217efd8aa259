"""What a search may be narrowed down to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from argmap.models import Change, LinkTag, Node, NodeTag, User
from argmap.queries.search.engines import Entries

ARTICLE, COMMENT = "article", "comment"  # the kinds of the entries that are no nodes


@dataclass(frozen=True, slots=True)
class Filters:
    """Each that is not empty has to hold."""

    kind: str = ""  # article, comment, or a kind of node
    evidence_type: str = ""
    attribution: str = ""  # words of it
    tag: str = ""  # of the node, or of a link by which it bears on something
    author: str = ""  # who made the node, or who wrote the article or the comment
    since: date | None = None  # of the last change; of an article's publication, or of the day that it came in
    until: date | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def filtered(entries: Entries, filters: Filters) -> Entries:
    """The entries for which the filters hold."""
    if filters.kind:
        entries = entries.filter(_of_kind(filters.kind))
    # Nodes of a type, by somebody or with a tag are found first: fewer of them than of entries have to be compared.
    if filters.evidence_type:
        evidence = Node.objects.filter(evidence_type=filters.evidence_type).order_by()
        entries = entries.filter(node__in=evidence.values("pk"))
    if filters.attribution:
        asserted = Node.objects.filter(attribution__icontains=filters.attribution).order_by()
        entries = entries.filter(node__in=asserted.values("pk"))
    if filters.tag:
        entries = entries.filter(_tagged(filters.tag))
    if filters.author:
        entries = _made_by(entries, filters.author)
    return _dated(entries, filters)


def _of_kind(kind: str) -> Q:
    return Q(**{f"{kind}__isnull": False}) if kind in (ARTICLE, COMMENT) else Q(node__kind=kind)


def _tagged(name: str) -> Q:
    on_nodes = NodeTag.objects.filter(tag__name__iexact=name).order_by()
    on_links = LinkTag.objects.filter(tag__name__iexact=name).order_by()
    return Q(node__in=on_nodes.values("node")) | Q(node__in=on_links.values("link__premises__node"))


def _made_by(entries: Entries, name: str) -> Entries:
    """The few users of that name are found first, so that only names without an account are compared by entry."""
    users = User.objects.alias(full_name=Concat("first_name", Value(" "), "last_name"))
    makers = users.filter(Q(username__iexact=name) | Q(full_name__icontains=name)).values_list("pk", flat=True)
    keys = list(makers)
    by_account = Q(node__created_by__in=keys) | Q(comment__author__in=keys)
    without_account = Q(comment__author__isnull=True, comment__author_name__icontains=name)
    return entries.filter(by_account | without_account | Q(article__author__icontains=name))


def _dated(entries: Entries, filters: Filters) -> Entries:
    if not (filters.since or filters.until):
        return entries
    last = Change.objects.filter(map=OuterRef("node__map"), number=OuterRef("node__version")).values("time")
    moments = ("node__map__created_at", "comment__edited_at", "comment__created_at")
    entries = entries.alias(changed=Coalesce(Subquery(last), *map(F, moments)))
    # The first and the last day that there are bound nothing, and the hours around them have no name everywhere.
    if filters.since and filters.since > date.min:
        entries = entries.filter(_at("gte", filters.since))
    if filters.until and filters.until < date.max:
        entries = entries.filter(_at("lt", filters.until + timedelta(days=1)))
    return entries


def _at(comparison: str, day: date) -> Q:
    """An article by its day where that is known, everything else by the moment at which the day begins."""
    moment = timezone.make_aware(datetime.combine(day, time.min))
    came_in = Q(article__published__isnull=True, **{f"article__created_at__{comparison}": moment})
    return Q(**{f"article__published__{comparison}": day}) | came_in | Q(**{f"changed__{comparison}": moment})
