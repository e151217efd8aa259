import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.api.offsets import Utf16Table
from argmap.exceptions import InputError
from tests.api.conftest import assert_problem

TEXT = "a🚌b 👩‍👩‍👧 é ابجد 𝒳y"


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet=st.sampled_from("aé🚌𝒳\u0301א\u200d"), max_size=40))
def test_the_table_counts_as_utf16_does_and_back(text):
    table = Utf16Table(text)

    for place in range(len(text) + 1):
        assert table.units(place) == units(text[:place])
        assert table.code_points(units(text[:place])) == place


def test_an_offset_inside_a_pair_is_refused_and_one_beyond_the_text_stays_beyond():
    table = Utf16Table("🚌")

    with pytest.raises(InputError, match="surrogate pair"):
        table.code_points(1)
    assert table.code_points(7) == 6


@pytest.fixture
def emoji(owner, project):
    """An article whose text makes the two ways of counting differ."""
    article = owner.post("articles/", {"project": "transport", "title": "T", "text": TEXT}).json()
    body = {"project": "transport", "title": "M", "articles": [article["id"]]}
    return article | {"map": owner.post("maps/", body).json()["id"]}


def utf16_place(text: str, words: str) -> dict[str, int]:
    start = units(text[: text.index(words)])
    return {"start": start, "end": start + units(words)}


def test_spans_are_taken_and_given_in_utf16(owner, emoji):
    span = {"article": emoji["id"], **utf16_place(TEXT, "𝒳y")}
    body = {"map": emoji["map"], "kind": "claim", "spans": [span]}

    node = owner.post("nodes/?offsets=utf16", body).json()

    assert node["text"] == "𝒳y"
    assert node["spans"][0].items() >= span.items()
    address = f"nodes/{node['id']}/"
    start = TEXT.index("𝒳y")
    assert owner.get(address).json()["spans"][0].items() >= {"start": start, "end": start + 2}.items()
    assert owner.get(f"{address}?offsets=utf16").json() == node
    assert owner.get(f"nodes/?map={emoji['map']}&offsets=utf16").json()["results"] == [node]
    moved = owner.patch(f"{address}?offsets=utf16", {"spans": [{**span, **utf16_place(TEXT, "ابجد")}]}).json()
    assert moved["spans"][0]["exact"] == "ابجد"
    assert owner.put(f"{address}?offsets=utf16", moved).json() == moved


def test_a_list_repeated_in_utf16_is_harmless(owner, emoji):
    from uuid import uuid4

    body = [
        {
            "id": str(uuid4()),
            "map": emoji["map"],
            "kind": "claim",
            "spans": [{"article": emoji["id"], **utf16_place(TEXT, words)}],
        }
        for words in ("a🚌b", "👩‍👩‍👧")
    ]

    first, again = owner.post("nodes/?offsets=utf16", body), owner.post("nodes/?offsets=utf16", body)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert [node["text"] for node in first.json()] == ["a🚌b", "👩‍👩‍👧"]


def test_an_article_that_the_map_does_not_draw_on_yet_is_counted_in_its_newest_text(owner, emoji, map_):
    body = {"map": str(map_.pk), "kind": "claim", "spans": [{"article": emoji["id"], **utf16_place(TEXT, "b")}]}

    assert owner.post("nodes/?offsets=utf16", body).json()["text"] == "b"


def test_half_a_character_is_refused(owner, emoji):
    body = {"map": emoji["map"], "kind": "claim", "spans": [{"article": emoji["id"], "start": 2, "end": 4}]}

    assert "surrogate pair" in assert_problem(owner.post("nodes/?offsets=utf16", body), 422)["detail"]


def test_an_unknown_unit_is_refused_before_anything_is_stored(owner, emoji):
    body = {"map": emoji["map"], "kind": "claim", "text": "x"}

    assert_problem(owner.post("nodes/?offsets=bytes", body), 422)
    assert owner.get(f"nodes/?map={emoji['map']}&offsets=codepoints").json()["results"] == []


def test_structures_are_given_in_utf16(owner, project):
    text = "🚌 One.\n\n🚌 https://example.org/a two."
    address = "articles/?offsets=utf16"
    article = owner.post(address, {"project": "transport", "title": "T", "text": text}).json()

    cut = [(block["start"], block["end"]) for block in article["structure"]["blocks"]]
    encoded = article["text"].encode("utf-16-le")
    assert [encoded[2 * a : 2 * b].decode("utf-16-le") for a, b in cut] == text.split("\n\n")
    [link] = article["structure"]["hyperlinks"]
    assert encoded[2 * link["start"] : 2 * link["end"]].decode("utf-16-le") == link["href"]
    one = f"articles/{article['id']}/"
    assert owner.get(f"{one}?offsets=utf16").json()["structure"] == article["structure"]
    assert owner.get(one).json()["structure"] != article["structure"]
    revision = f"{one}revisions/{article['revision']}/?offsets=utf16"
    assert owner.get(revision).json()["structure"] == article["structure"]


def test_the_graph_is_given_in_utf16_and_says_so(owner, emoji):
    span = {"article": emoji["id"], **utf16_place(TEXT, "𝒳y")}
    owner.post("nodes/?offsets=utf16", {"map": emoji["map"], "kind": "claim", "spans": [span]})

    graph = owner.get(f"maps/{emoji['map']}/graph/?offsets=utf16").json()

    assert graph["offsets"] == "utf16"
    assert graph["nodes"][0]["spans"][0].items() >= span.items()
    assert graph["articles"][0]["revisions"][0]["structure"]["blocks"][0]["end"] == units(TEXT)
