from contextlib import contextmanager
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from argmap.domain.structure import Structure
from argmap.intake.base import ArticleDraft
from argmap.models import (
    Article,
    Change,
    Comment,
    Highlight,
    Link,
    LinkTag,
    MapArticle,
    Membership,
    Mention,
    Node,
    NodeTag,
    Premise,
    Project,
    Revision,
    Span,
    Tag,
)
from argmap.queries.faults import row_rules
from argmap.services.articles import create_article

TEXT = "buses are full. trains are late."


@pytest.fixture
def here(graph_in_db):
    return graph_in_db("full -> buses", "late -x (full -> buses)", "trains & late -> full", text=TEXT)


@pytest.fixture
def there(graph_in_db):
    return graph_in_db("full -> buses", text=TEXT)


def checked() -> tuple[int, list[str]]:
    """The status of the command and the lines that it prints."""
    output = StringIO()
    try:
        call_command("check_maps", stdout=output)
    except SystemExit as end:
        return int(end.code), output.getvalue().splitlines()
    return 0, output.getvalue().splitlines()


def rules_named(lines) -> set[str]:
    return {line.rsplit("(", 1)[1].rstrip(")") for line in lines}


def node(map_, text) -> Node:
    return Node.objects.get(map=map_, text=text)


def link_to(map_, text) -> Link:
    return Link.objects.get(map=map_, target_node__text=text)


def undercut(map_) -> Link:
    return Link.objects.get(map=map_, target_link__isnull=False)


@contextmanager
def unchecked(model, constraint):
    """The database does not hold the constraint of this name, so that a test can plant its fault."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE {model._meta.db_table} DROP CONSTRAINT "{constraint}"')
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def premise_of_another_map(here, there):
    Premise.objects.filter(link=link_to(here, "buses")).update(node=node(there, "full"))


def target_of_another_map(here, there):
    Link.objects.filter(pk=link_to(here, "buses").pk).update(target_node=node(there, "buses"))


def target_link_of_another_map(here, there):
    Link.objects.filter(pk=undercut(here).pk).update(target_link=link_to(there, "buses"))


def no_premise(here, there):
    Premise.objects.filter(link=link_to(here, "buses")).delete()


def no_target(here, there):
    with unchecked(Link, "link_has_exactly_one_target"):
        Link.objects.filter(pk=link_to(here, "buses").pk).update(target_node=None)


def two_targets(here, there):
    with unchecked(Link, "link_has_exactly_one_target"):
        Link.objects.filter(pk=undercut(here).pk).update(target_node=node(here, "buses"))


def own_target(here, there):
    link = undercut(here)
    with unchecked(Link, "link_is_not_its_own_target"):
        Link.objects.filter(pk=link.pk).update(target_link=link)


def own_target_through_links(here, there):
    link = undercut(here)
    Link.objects.filter(pk=link_to(here, "buses").pk).update(target_node=None, target_link=link)


def premise_is_target(here, there):
    Premise.objects.filter(link=link_to(here, "buses")).update(node=node(here, "buses"))


def rephrase_of_a_link(here, there):
    Link.objects.filter(pk=undercut(here).pk).update(type="rephrase")


def span_outside(here, there):
    Span.objects.filter(node=node(here, "buses")).update(end=10_000)


def span_of_other_words(here, there):
    Span.objects.filter(node=node(here, "buses")).update(exact="coaches")


def span_elsewhere(here, there):
    revision = MapArticle.objects.get(map=there).revision
    Span.objects.filter(node=node(here, "buses")).update(revision=revision)


def empty_span(here, there):
    with unchecked(Span, "span_is_not_empty"):
        Span.objects.filter(node=node(here, "buses")).update(start=3, end=3, exact="")


def evidence_type_of_a_claim(here, there):
    with unchecked(Node, "evidence_type_only_on_evidence"):
        Node.objects.filter(pk=node(here, "buses").pk).update(evidence_type="study")


def confidence_of_two(here, there):
    with unchecked(Node, "confidence_from_0_to_1"):
        Node.objects.filter(pk=node(here, "buses").pk).update(confidence=2)


def strength_below_nothing(here, there):
    with unchecked(Link, "strength_from_0_to_1"):
        Link.objects.filter(pk=undercut(here).pk).update(strength=-1)


def unknown_kind(here, there):
    Node.objects.filter(pk=node(here, "buses").pk).update(kind="rumour")


def unknown_evidence_type(here, there):
    Node.objects.filter(pk=node(here, "buses").pk).update(kind="evidence", evidence_type="gossip")


def unknown_type(here, there):
    Link.objects.filter(pk=undercut(here).pk).update(type="hint")


def unknown_direction(here, there):
    Article.objects.filter(map_articles__map=here).update(direction="ttb")


def article_of_another_project(here, there):
    Article.objects.filter(map_articles__map=here).update(project=other_project())


def revision_of_another_article(here, there):
    Span.objects.filter(node__map=here).delete()
    MapArticle.objects.filter(map=here).update(revision=MapArticle.objects.get(map=there).revision)


def article_without_text(here, there):
    Article.objects.create(project=here.project, title="Empty")


def tag_of_another_project_on_a_node(here, there):
    NodeTag.objects.create(node=node(here, "buses"), tag=Tag.objects.create(project=other_project(), name="x"))


def tag_of_another_project_on_a_link(here, there):
    LinkTag.objects.create(link=undercut(here), tag=Tag.objects.create(project=other_project(), name="x"))


def lost_change(here, there):
    Change.objects.filter(map=here).delete()


def version_of_a_node_ahead(here, there):
    Node.objects.filter(pk=node(here, "buses").pk).update(version=99)


def version_of_a_link_ahead(here, there):
    Link.objects.filter(pk=undercut(here).pk).update(version=99)


def changed_text(here, there):
    revision = MapArticle.objects.get(map=here).revision
    Revision.objects.filter(pk=revision.pk).update(text=revision.text[:-1] + "!")


def wrong_length(here, there):
    Revision.objects.filter(pk=MapArticle.objects.get(map=here).revision_id).update(length=7)


def structure_outside(here, there):
    structure = {"blocks": [{"type": "paragraph", "start": 0, "end": 9_999}]}
    Revision.objects.filter(pk=MapArticle.objects.get(map=here).revision_id).update(structure=structure)


def unreadable_structure(here, there):
    Revision.objects.filter(pk=MapArticle.objects.get(map=here).revision_id).update(structure={"blocks": [{}]})


def other_project() -> Project:
    return Project.objects.create(name="Other", slug="other")


def comment_on_a_node_of_another_map(here, there):
    Comment.objects.create(map=here, node=node(there, "buses"), text="Hm.")


def comment_in_another_project(here, there):
    article = create_article(project=other_project(), draft=ArticleDraft(text=TEXT, structure=Structure(), title="Far"))
    revision = article.current
    Comment.objects.create(map=here, revision=revision, start=0, end=5, exact="buses", text="Hm.")


def comment_of_other_words(here, there):
    revision = Revision.objects.get(article__map_articles__map=here)
    Comment.objects.create(map=here, revision=revision, start=0, end=5, exact="coach", text="Hm.")


def comment_on_two_things(here, there):
    with unchecked(Comment, "comment_has_exactly_one_place"):
        Comment.objects.create(map=here, node=node(here, "buses"), link=undercut(here), text="Hm.")


def reply_to_a_reply(here, there):
    head = Comment.objects.create(map=here, text="Hm.")
    reply = Comment.objects.create(map=here, parent=head, text="Hm?")
    Comment.objects.create(map=here, parent=reply, text="Hm!")


def comment_without_words(here, there):
    Comment.objects.create(map=here)


def mention_without_words(here, there):
    head = Comment.objects.create(map=here)
    Comment.objects.create(map=here, parent=head, text="Hm?")
    Mention.objects.create(comment=head, user=here.created_by)


def version_of_a_comment_ahead(here, there):
    Comment.objects.create(map=here, text="Hm.", version=99)


def highlight_in_another_project(here, there):
    article = create_article(project=other_project(), draft=ArticleDraft(text=TEXT, structure=Structure(), title="Far"))
    Highlight.objects.create(map=here, revision=article.current, start=0, end=5, exact="buses")


PLANTED = {
    premise_of_another_map: {"premise_in_the_map"},
    target_of_another_map: {"target_in_the_map"},
    target_link_of_another_map: {"target_in_the_map"},
    no_premise: {"link_has_a_premise"},
    no_target: {"link_has_exactly_one_target"},
    two_targets: {"link_has_exactly_one_target"},
    own_target: {"link_is_not_its_own_target"},
    own_target_through_links: {"link_is_not_its_own_target"},
    premise_is_target: {"premise_is_not_the_target"},
    rephrase_of_a_link: {"rephrase_is_one_to_one"},
    span_outside: {"span_inside_the_text"},
    span_of_other_words: {"span_quotes_the_text"},
    span_elsewhere: {"span_in_an_article_of_the_map"},
    empty_span: {"span_inside_the_text"},
    evidence_type_of_a_claim: {"evidence_type_only_on_evidence"},
    confidence_of_two: {"confidence_from_0_to_1"},
    strength_below_nothing: {"strength_from_0_to_1"},
    unknown_kind: {"known_kind", "map_can_be_read"},
    unknown_evidence_type: {"known_evidence_type", "map_can_be_read"},
    unknown_type: {"known_type", "map_can_be_read"},
    unknown_direction: {"known_direction", "map_can_be_read"},
    article_of_another_project: {"article_in_the_project"},
    revision_of_another_article: {"revision_of_the_article"},
    article_without_text: {"article_has_a_text"},
    tag_of_another_project_on_a_node: {"tag_of_the_project"},
    tag_of_another_project_on_a_link: {"tag_of_the_project"},
    lost_change: {"version_counts_the_changes"},
    version_of_a_node_ahead: {"version_of_a_change"},
    version_of_a_link_ahead: {"version_of_a_change"},
    comment_on_a_node_of_another_map: {"comment_in_the_map"},
    comment_in_another_project: {"comment_in_an_article_of_the_project", "span_in_an_article_of_the_map"},
    highlight_in_another_project: {"highlight_in_an_article_of_the_project", "span_in_an_article_of_the_map"},
    comment_of_other_words: {"span_quotes_the_text"},
    comment_on_two_things: {"comment_has_exactly_one_place"},
    reply_to_a_reply: {"reply_belongs_to_its_thread"},
    comment_without_words: {"comment_has_words"},
    mention_without_words: {"mention_in_words"},
    version_of_a_comment_ahead: {"version_of_a_change"},
    changed_text: {"revision_is_never_changed"},
    wrong_length: {"revision_knows_its_length"},
    structure_outside: {"structure_inside_the_text"},
    unreadable_structure: {"structure_can_be_read", "map_can_be_read"},
}


def test_a_sound_database_passes(here, there):
    assert checked() == (0, ["Every rule holds in 2 maps."])


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_each_planted_fault_is_found_and_is_the_only_one(plant, here, there):
    plant(here, there)

    status, lines = checked()

    assert status == 1
    assert rules_named(lines) == PLANTED[plant]


def test_every_rule_between_tables_has_a_planted_fault(db):
    assert {rule.name for rule in row_rules()} <= set().union(*PLANTED.values())


def test_one_line_names_the_map_the_place_and_the_rule(here, there):
    no_premise(here, there)
    link = link_to(here, "buses")

    assert checked()[1] == [f"map {here.pk}, link {link.pk}: A link needs at least one premise. (link_has_a_premise)"]


def test_faults_of_all_maps_are_shown(here, there):
    no_premise(here, there)
    no_premise(there, here)

    assert len(checked()[1]) == 2


def test_a_row_that_refers_to_nothing_is_found(here):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL holds foreign keys itself: the fault cannot be planted")
    membership = Membership.objects.get(project=here.project)
    Membership.objects.filter(pk=membership.pk).update(user_id=uuid4())

    status, lines = checked()

    Membership.objects.filter(pk=membership.pk).update(user_id=membership.user_id)
    assert (status, rules_named(lines)) == (1, {"referred_row_exists"})
