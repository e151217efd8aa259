import pytest
from django.urls import reverse

from argmap.models import Link, Node
from argmap.services.schemes import raise_question


@pytest.fixture
def map_(graph_in_db):
    return graph_in_db("main:yes claim", "scheme:expert-opinion says -> claim", "scheme:hunch other -> claim")


@pytest.fixture
def link(map_):
    return Link.objects.select_related("map").get(map=map_, scheme="expert-opinion")


def post(client, name, link, **values):
    return client.post(reverse(name, args=[link.pk]), values)


def test_the_form_offers_what_the_project_uses_first_and_the_roles_of_the_scheme(signed_in, link):
    page = signed_in.get(reverse("link_scheme", args=[link.pk])).content.decode()

    offered = page.split('<datalist id="scheme-names">')[1].split("</datalist>")[0]
    assert offered.startswith(
        '<option value="expert-opinion">Expert opinion</option><option value="hunch">hunch</option>'
        '<option value="practical-reasoning">'
    )
    assert '<option value="statement"></option>' in page
    assert page.count('name="add"') == 3
    assert "Critical questions: 6 of 6 open" in page


@pytest.mark.parametrize(
    ("type_", "offered"),
    [
        ("attack", ["in-other-words", "alternative-means", "ad-hominem", "practical-reasoning"]),
        ("rephrase", ["in-other-words"]),
    ],
)
def test_the_form_of_an_attack_offers_aifs_names_before_the_catalogue_and_that_of_a_rephrase_what_is_in_use(
    signed_in, graph_in_db, type_, offered
):
    Link.objects.filter(map=graph_in_db("main:yes claim", "scheme:in-other-words says -> claim")).update(type=type_)
    page = signed_in.get(reverse("link_scheme", args=[Link.objects.get().pk])).content.decode()

    names = page.split('<datalist id="scheme-names">')[1].split("</datalist>")[0].split('<option value="')[1:]
    slugs = [name.split('"')[0] for name in names]
    assert [slug for slug in slugs if slug in offered] == offered
    assert (len(slugs) == 1) == (type_ == "rephrase")


@pytest.mark.parametrize("name", ["link_scheme", "link_edit"])
def test_the_form_shows_what_became_of_each_question(signed_in, user, link, name):
    raise_question(by=user, link=link, question="expert-opinion/agreement", text="Two others deny it.")

    page = signed_in.get(reverse(name, args=[link.pk])).content.decode()

    assert "Critical questions: 5 of 6 open" in page
    assert "objection: Two others deny it." in page


def test_a_form_costs_the_same_queries_however_many_questions_are_taken_up(
    signed_in, user, link, django_assert_num_queries
):
    address = reverse("link_scheme", args=[link.pk])
    raise_question(by=user, link=link, question="expert-opinion/agreement")
    with django_assert_num_queries(8):
        signed_in.get(address)
    for slug in ("independence", "evidence", "field"):
        raise_question(by=user, link=link, question=f"expert-opinion/{slug}")
    with django_assert_num_queries(8):
        signed_in.get(address)


def test_scheme_roles_and_missing_premises_are_saved_in_one_step(signed_in, link):
    [premise] = link.premises.all()
    values = {"scheme": "sign", f"role-{premise.node_id}": "observation", "add": ["meaning"], "version": link.version}

    answer = post(signed_in, "link_scheme", link, **values).json()

    assert answer["message"] == "Follow the scheme “Sign”"
    assert [premise["role"] for premise in answer["links"][str(link.pk)]["premises"]] == ["observation", "meaning"]


def test_a_form_that_was_read_before_another_edit_shows_both_schemes(signed_in, link):
    stale = post(signed_in, "link_scheme", link, scheme="sign", version=link.version - 1)

    assert stale.status_code == 412
    assert b"what stands there now" in stale.content
    assert Link.objects.get(pk=link.pk).scheme == "expert-opinion"


def test_premises_are_added_and_questions_raised_answered_and_opened_again(signed_in, link):
    added = post(signed_in, "premise_add", link, role="field").json()
    raised = post(signed_in, "question_raise", link, question="expert-opinion/evidence", text="No study.").json()
    other = Node.objects.get(map=link.map, text="other")
    answered = post(signed_in, "question_answer", link, question="expert-opinion/agreement", node=other.pk).json()
    opened = post(signed_in, "question_reopen", link, question="expert-opinion/evidence").json()

    assert added["message"] == "Add the implicit premise “The claim belongs to that field.”"
    assert [node["text"] for node in raised["nodes"].values()] == ["No study."]
    assert [link["premises"][0]["role"] for link in answered["links"].values()] == ["expert-opinion/agreement"]
    assert [link["premises"][0]["role"] for link in opened["links"].values()] == [""]


def test_a_question_that_is_not_the_schemes_and_a_node_of_another_map_are_refused(signed_in, link, graph_in_db):
    stranger = Node.objects.filter(map=graph_in_db("a")).get()

    unknown = post(signed_in, "question_raise", link, question="sign/reliability")
    foreign = post(signed_in, "question_answer", link, question="expert-opinion/agreement", node=stranger.pk)

    assert "has no question" in unknown.content.decode()
    assert foreign.status_code == 404


def test_the_catalogue_is_sent_once_and_then_only_asked_for(signed_in):
    first = signed_in.get(reverse("scheme_catalogue"))
    again = signed_in.get(reverse("scheme_catalogue"), headers={"If-None-Match": first["ETag"]})

    assert len(first.json()["schemes"]) == 30
    assert first.json()["conflicts"][0]["conclusion"] == "There is a better way to reach the goal."
    assert first.json()["schemes"][0]["questions"][0].keys() == {"slug", "aim", "role", "conflict", "text", "objection"}
    assert again.status_code == 304


def test_the_page_of_the_catalogue_lists_all_schemes_and_finds_some(signed_in):
    page = signed_in.get(reverse("scheme_list")).content.decode()
    found = signed_in.get(reverse("scheme_list"), {"q": "slippery"}).content.decode()

    assert page.count("<h3>Critical questions</h3>") == 30
    assert "AIF: Expert Opinion (15)" in page
    sections = found.split('"scheme-catalogue"')[1].split('<section id="')[1:]
    assert [section.split('"')[0] for section in sections if "<h3>" in section] == [
        "causal-slippery-slope",
        "precedent-slippery-slope",
    ]
    assert b"No scheme has all of these words." in signed_in.get(reverse("scheme_list"), {"q": "zyx"}).content
