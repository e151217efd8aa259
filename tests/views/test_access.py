"""All addresses of pages as anonymous, stranger and every role."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.models import Highlight, Membership, User
from argmap.permissions import Role
from argmap.services.comments import add_comment
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft, SpanDraft
from argmap.services.highlights import add_highlights
from argmap.services.links import add_links
from argmap.services.nodes import add_nodes
from argmap.services.tags import create_tag

ALL = ("viewer", "annotator", "editor", "owner")
ANNOTATORS, EDITORS, OWNERS = ALL[1:], ALL[2:], ALL[3:]

# Who of the members may ask for a page, and by which method; what is missing here fails the first test.
PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "project": ("get", ALL),
    "project_search": ("get", ALL),
    "project_rename": ("get", OWNERS),
    "project_rules": ("get", OWNERS),
    "project_delete": ("get", OWNERS),
    "tag_list": ("get", ALL),
    "tag_add": ("post", ANNOTATORS),
    "tag_merge": ("get", EDITORS),
    "tag_row": ("get", ALL),
    "tag_edit": ("get", EDITORS),
    "tag_delete": ("get", EDITORS),
    "article_add": ("get", EDITORS),
    "article_save": ("post", EDITORS),
    "map_add": ("get", EDITORS),
    "map_import": ("get", EDITORS),
    "article": ("get", ALL),
    "article_edit": ("get", EDITORS),
    "article_duplicate": ("post", EDITORS),
    "article_delete": ("get", EDITORS),
    "article_map": ("post", EDITORS),
    "map_edit": ("get", EDITORS),
    "map_duplicate": ("post", EDITORS),
    "map_delete": ("get", EDITORS),
    "imported": ("get", EDITORS),
    "import_progress": ("get", EDITORS),
    "project_export": ("get", ALL),
    "project_download": ("get", ALL),
    "map_prose": ("get", ALL),
    "map_figures": ("get", ALL),
    "problem_list": ("get", ALL),
    "comment_list": ("get", ALL),
    "export_map": ("get", ALL),
    "export_download": ("get", ALL),
    "export_losses": ("get", ALL),
    "workbench": ("get", ALL),
    "map_read": ("get", ALL),
    "branch_copy": ("get", ALL),
}
OF_NOBODY = {
    "home",
    "search",
    "scheme_list",
    "scheme_catalogue",
    "project_add",
    "password",
    "sign_out",
}  # any signed-in user
OPEN = {"sign_in", "sign_in_link"}


def named_pages() -> Iterator[URLPattern]:
    """The addresses of our own pages: not those of the API and the admin."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern
        else:
            assert isinstance(pattern, URLResolver)
            assert str(pattern.pattern).startswith(("api/", "admin/"))


def workbench_edits() -> list[str]:
    """The addresses of the workbench: annotators may, viewers may not."""
    return [p.name for p in named_pages() if p.name and p.name not in {*PAGES, *OF_NOBODY, *OPEN}]


@pytest.fixture
def places(user, map_, article):
    """A value for every parameter of an address, all of one project."""
    span = SpanDraft(article.pk, 0, 10)
    draft = NodeDraft(kind=NodeKind.CLAIM, text="more buses", spans=(span,))
    other = NodeDraft(kind=NodeKind.EVIDENCE, text="buses are full")
    add_nodes(by=user, map_=map_, drafts=[draft, other])
    link = LinkDraft(type=LinkType.SUPPORT, premises=(PremiseDraft(other.id),), target_node=draft.id)
    add_links(by=user, map_=map_, drafts=[link])
    add_highlights(by=user, map_=map_, passages=[span])
    add_comment(by=user, map_=map_, text="Is that so?")
    return {
        "slug": map_.project.slug,
        "article_id": article.pk,
        "map_id": map_.pk,
        "node_id": draft.id,
        "link_id": link.id,
        "span_id": map_.nodes.get(pk=draft.id).spans.get().pk,
        "highlight_id": Highlight.objects.get().pk,
        "tag_id": create_tag(project=map_.project, name="cost").pk,
        "comment_id": map_.comments.get().pk,
        "format_name": "argmap",
        "work": uuid4(),
    }


def address_of(name: str, places: dict[str, object]) -> str:
    [pattern] = [p for p in named_pages() if p.name == name]
    return reverse(name, kwargs={key: places[key] for key in pattern.pattern.converters})


def client_of(role: str, project: object) -> Client:
    user = User.objects.create_user(role)
    if role in Role.values:
        Membership.objects.create(project=project, user=user, role=role)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_every_page_says_who_may_see_it():
    parameters = {"map_id", "node_id", "link_id", "span_id", "highlight_id", "comment_id"}
    unknown = [name for name in workbench_edits() for p in named_pages() if p.name == name]
    assert all(set(p.pattern.converters) & parameters for p in named_pages() if p.name in unknown), (
        "a page outside the workbench is missing in PAGES"
    )


@pytest.mark.django_db
def test_who_has_not_signed_in_is_led_to_the_sign_in_page(client, places):
    for name in [*PAGES, *workbench_edits()]:
        for method in (client.get, client.post):
            answer = method(address_of(name, places))
            assert (name, answer.status_code in (302, 405)) == (name, True)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/sign-in/?next=")


@pytest.mark.django_db
def test_for_strangers_nothing_exists(project, places):
    stranger = client_of("stranger", project)

    for name in [*PAGES, *workbench_edits()]:
        for method in (stranger.get, stranger.post):
            assert (name, method(address_of(name, places)).status_code in (404, 405)) == (name, True)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ALL)
def test_members_may_what_their_role_allows(project, places, role):
    client = client_of(role, project)

    for name, (method, roles) in PAGES.items():
        status = getattr(client, method)(address_of(name, places)).status_code
        # 422: the form was read and refused; for who may not, it is not even read
        assert (name, status) == (name, 403) if role not in roles else status in (200, 302, 422), name


@pytest.mark.django_db
def test_viewers_cannot_edit_in_the_workbench(project, places):
    viewer = client_of("viewer", project)

    for name in workbench_edits():
        status = viewer.post(address_of(name, places)).status_code
        assert (name, status in (403, 405)) == (name, True)


@pytest.mark.django_db
def test_who_may_only_read_meets_no_button_that_writes(project, places):
    viewer = client_of("viewer", project)
    writing = {name for name, (_, roles) in PAGES.items() if "viewer" not in roles}

    for name in ("project", "article"):
        page = viewer.get(address_of(name, places)).content.decode()
        assert [other for other in writing if f'"{address_of(other, places)}"' in page] == []
    assert all(f'"{address_of(other, places)}"' not in viewer.get("/").content.decode() for other in writing)
