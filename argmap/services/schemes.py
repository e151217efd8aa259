"""Use-cases on schemes: what is missing is added, and critical questions become nodes of the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from argmap.domain.schemes.catalogue import scheme_named
from argmap.domain.schemes.model import Aim, Question, Scheme
from argmap.domain.schemes.questions import missing_premises, place_of, question_name, questions_of, scheme_of
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import RuleError
from argmap.models import Link, Node, Premise, User, new_id
from argmap.queries.schemes import link_value, load_surroundings
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.links import add_co_premise, give_roles, insert_links
from argmap.services.nodes import insert_nodes


def follow_scheme(
    *,
    by: User,
    link: Link,
    scheme: str,
    roles: Mapping[UUID, str | None] | None = None,
    add: Sequence[str] = (),
    expected_version: int | None = None,
) -> Recorder:
    """The link follows the scheme, in which its premises have these roles by node.

    ``add`` are roles of premises that are missing then: they are added as implicit nodes, in the same step. An empty
    name is no scheme. Raises RuleError; StaleError where the link's version is not the expected one.
    """
    with recorded_change(link.map, by=by, action="follow_scheme") as change:
        change.reread(link, expected_version=expected_version)
        change.change(link, scheme=scheme)
        give_roles(change, link, roles or {})
        for role in add:
            _add_premise(change, link, scheme_followed(link), role)
        known = scheme_named(scheme)
        change.summary = f"Follow the scheme {clip(known.name if known else scheme)}" if scheme else "Follow no scheme"
    return change


def add_missing_premise(*, by: User, link: Link, role: str, text: str = "") -> Recorder:
    """The link has an implicit premise in this role of its scheme; without ``text`` it says what the scheme says there.

    Raises RuleError where the link follows no scheme of the catalogue or does not lack this premise.
    """
    with recorded_change(link.map, by=by, action="add_premise") as change:
        change.reread(link)
        node = _add_premise(change, link, scheme_followed(link), role, text)
        change.summary = f"Add the implicit premise {clip(node.text)}"
    return change


def raise_question(*, by: User, link: Link, question: str, text: str = "") -> Recorder:
    """The critical question of this name has become an objection: a new node that attacks what the question is about.

    A premise that it doubts and that is missing is added as implicit. Raises RuleError.
    """
    with recorded_change(link.map, by=by, action="raise_question") as change:
        change.reread(link)
        scheme, asked = question_of(link, question)
        place = _place(change, link, scheme, asked)
        kind = NodeKind.CLAIM if asked.aim is Aim.LINK else NodeKind.COUNTERCLAIM
        [node] = insert_nodes(change, [NodeDraft(kind=kind, text=text or asked.objection)])
        _take_up(change, link, node, LinkType.ATTACK, question, place, asked.conflict)
        change.summary = f"Raise {clip(asked.text)}"
    return change


def answer_question(*, by: User, link: Link, question: str, node: Node | None = None, text: str = "") -> Recorder:
    """The critical question of this name is answered: by this node of the map, or by a new claim that says ``text``.

    Where the node supports what the question is about already, that link takes it up. Raises RuleError;
    NotFoundError where the link or the node was deleted meanwhile.
    """
    with recorded_change(link.map, by=by, action="answer_question") as change:
        change.reread(link)
        scheme, asked = question_of(link, question)
        place = _place(change, link, scheme, asked)
        if node is None:
            [node] = insert_nodes(change, [NodeDraft(kind=NodeKind.CLAIM, text=text or asked.text)])
        elif node.map_id != link.map_id:
            raise RuleError("This node is not in the map of that link.", rule="premise_in_the_map", field="node")
        else:
            change.reread(node)
        premise = _support_by(node, place)
        if premise is None:
            _take_up(change, link, node, LinkType.SUPPORT, question, place)
        else:
            change.change(premise, role=question)
        change.summary = f"Answer {clip(asked.text)}"
    return change


def reopen_question(*, by: User, link: Link, question: str) -> Recorder:
    """The critical question of this name is open again.

    What took it up stays where it is, no longer in the name of the question. Raises RuleError where it is open already.
    """
    with recorded_change(link.map, by=by, action="reopen_question") as change:
        change.reread(link)
        _, asked = question_of(link, question)
        graph = load_surroundings(link)
        [taken_up] = [o.taken_up for o in questions_of(graph, graph.links[str(link.pk)]) if o.name == question]
        if not taken_up:
            raise RuleError("This question is open already; reload to see how the link stands now.", field="question")
        for row in Link.objects.filter(pk__in=taken_up).prefetch_related("premises"):
            for premise in row.premises.all():
                if premise.role == question:
                    change.change(premise, role="")
            if asked.conflict and row.scheme == asked.conflict:
                change.change(row, scheme="")
        change.summary = f"Open again {clip(asked.text)}"
    return change


def scheme_followed(link: Link) -> Scheme:
    """The scheme of the catalogue by which the link infers; raises RuleError where there is none."""
    scheme = scheme_of(link_value(link))
    if scheme is None:
        raise RuleError("This link follows no scheme of the catalogue; give it one first.", field="scheme")
    return scheme


def question_of(link: Link, name: str) -> tuple[Scheme, Question]:
    """The link's scheme and its question of this name; raises RuleError where there is none."""
    scheme = scheme_followed(link)
    for question in scheme.questions:
        if question_name(scheme, question) == name:
            return scheme, question
    known = ", ".join(question_name(scheme, question) for question in scheme.questions)
    raise RuleError(f"This link has no question “{name}”; known are {known}.", field="question")


def _add_premise(change: Recorder, link: Link, scheme: Scheme, role: str, text: str = "") -> Node:
    missing = {premise.role: premise for premise in missing_premises(scheme, link_value(link))}
    if role not in missing:
        said = f"only {', '.join(missing)} may be added" if missing else "it has all premises of its scheme"
        raise RuleError(f"This link does not lack a premise “{role}”; {said}.", field="role")
    draft = NodeDraft(kind=NodeKind.CLAIM, text=text or missing[role].text, implicit=True)
    [node] = insert_nodes(change, [draft])
    add_co_premise(change, link, node, role=role)
    return node


def _place(change: Recorder, link: Link, scheme: Scheme, question: Question) -> UUID:
    """The node or link that the question is about."""
    place = place_of(scheme, question, link_value(link))
    return UUID(place) if place else _add_premise(change, link, scheme, question.role).pk


def _support_by(node: Node, place: UUID) -> Premise | None:
    """The node's premise in a link of its own that supports the place."""
    found = node.premises.filter(link__type=LinkType.SUPPORT).select_related("link").prefetch_related("link__premises")
    for premise in found:
        if place in (premise.link.target_node_id, premise.link.target_link_id) and premise.link.premises.count() == 1:
            return premise
    return None


def _take_up(
    change: Recorder, link: Link, node: Node, type_: LinkType, question: str, place: UUID, scheme: str = ""
) -> None:
    """The node bears on the place in the role of the question."""
    on_link = place in (link.pk, link.target_link_id)
    draft = LinkDraft(
        id=new_id(),
        type=type_,
        premises=(PremiseDraft(node.pk, question),),
        target_node=None if on_link else place,
        target_link=place if on_link else None,
        scheme=scheme,
    )
    insert_links(change, [draft], known={node.pk, place})
