import hashlib
import json
from collections import Counter
from importlib.resources import files
from itertools import combinations
from uuid import UUID

DEMO = json.loads(files("argmap.demo").joinpath("open-the-old-dock.argmap.json").read_text(encoding="utf-8"))
ARTICLE = DEMO["articles"][0]
REVISION = ARTICLE["revisions"][0]
TEXT = REVISION["text"]
BLOCKS = REVISION["structure"]["blocks"]
HYPERLINKS = REVISION["structure"]["hyperlinks"]
NODES = {node["id"]: node for node in DEMO["nodes"]}
LINKS = {link["id"]: link for link in DEMO["links"]}
SPANS = [span for node in DEMO["nodes"] for span in node.get("spans", [])]


def premises(link):
    return [premise["node"] for premise in link["premises"]]


def links_to(target_id, link_type):
    return [link for link in DEMO["links"] if target_id in link["target"].values() and link["type"] == link_type]


def nodes_of(kind):
    return [node for node in DEMO["nodes"] if node["kind"] == kind]


def all_ids():
    records = [DEMO["map"], ARTICLE, REVISION, *DEMO["nodes"], *DEMO["links"], *SPANS]
    return [record["id"] for record in records]


def test_it_is_version_one_of_our_own_format():
    assert (DEMO["format"], DEMO["version"]) == ("argmap", 1)
    parts = ["articles", "nodes", "links", "comments", "tags", "highlights"]
    assert list(DEMO) == ["format", "version", "map", *parts]


def test_article_says_where_it_comes_from():
    known = (
        "title",
        "subtitle",
        "author",
        "publication",
        "published",
        "url",
        "language",
        "direction",
    )

    assert [key for key in known if not ARTICLE.get(key)] == []
    assert ARTICLE["published"].startswith("2026-")
    assert ARTICLE["url"].startswith("https://example.org/")
    assert TEXT.splitlines()[0] == ARTICLE["title"]


def test_article_has_about_nine_hundred_words():
    assert 850 <= len(TEXT.split()) <= 950


def test_text_has_curly_quotes_only():
    assert {"“", "”", "’"} <= set(TEXT)
    assert {'"', "'"} & set(TEXT) == set()


def test_hash_is_that_of_the_text():
    assert REVISION["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_ids_are_unique_and_of_version_seven():
    ids = all_ids()

    assert len(set(ids)) == len(ids)
    assert {UUID(value).version for value in ids} == {7}
    assert [value for value in ids if str(UUID(value)) != value] == []


def test_blocks_stand_in_order_and_cover_all_but_white_space():
    edges = [
        0,
        *(edge for block in BLOCKS for edge in (block["start"], block["end"])),
        len(TEXT),
    ]
    gaps = [TEXT[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]

    assert edges == sorted(edges)
    assert "".join(gaps).strip() == ""
    assert all(TEXT[b["start"] : b["end"]] == TEXT[b["start"] : b["end"]].strip() for b in BLOCKS)


def test_blocks_are_of_every_type():
    types = Counter(block["type"] for block in BLOCKS)
    headings = [block.get("level") for block in BLOCKS if block["type"] == "heading"]

    assert set(types) == {"heading", "paragraph", "list_item", "quotation"}
    assert headings == [1, 2, 2, 2, 2]
    assert types["list_item"] == 3


def test_hyperlinks_lie_inside_a_block_and_lead_nowhere_real():
    assert 1 <= len(HYPERLINKS) <= 2
    for hyperlink in HYPERLINKS:
        assert any(b["start"] <= hyperlink["start"] < hyperlink["end"] <= b["end"] for b in BLOCKS)
        assert hyperlink["href"].startswith("https://example.org/")


def test_spans_quote_the_text():
    for span in SPANS:
        start, end = span["start"], span["end"]
        assert (span["article"], span["revision"]) == (ARTICLE["id"], REVISION["id"])
        assert 0 <= start < end <= len(TEXT)
        assert span["exact"] == TEXT[start:end] == span["exact"].strip()
        assert span["prefix"] == TEXT[max(0, start - 32) : start]
        assert span["suffix"] == TEXT[end : end + 32]


def test_every_reference_leads_to_a_record_of_the_map():
    for link in DEMO["links"]:
        ((kind, target),) = link["target"].items()
        assert target in {"node": NODES, "link": LINKS}[kind]
        assert set(premises(link)) <= set(NODES)
        assert len(set(premises(link)) | {target, link["id"]}) == len(link["premises"]) + 2


def test_map_has_between_25_and_35_nodes_and_none_is_isolated():
    joined = {node for link in DEMO["links"] for node in (*premises(link), link["target"].get("node"))}

    assert 25 <= len(NODES) <= 35
    assert set(NODES) - joined == set()


def test_one_main_claim_is_the_only_root():
    premise_ids = {node for link in DEMO["links"] for node in premises(link)}
    (main,) = [node for node in DEMO["nodes"] if node.get("main")]

    assert main["kind"] == "claim"
    assert set(NODES) - premise_ids == {main["id"]}


def test_five_to_seven_claims_support_the_main_claim():
    (main,) = [node for node in DEMO["nodes"] if node.get("main")]
    supporting = {node for link in links_to(main["id"], "support") for node in premises(link)}

    assert {NODES[node]["kind"] for node in supporting} == {"claim"}
    assert 5 <= len(supporting) <= 7


def test_only_evidence_has_an_evidence_type_and_there_are_at_least_seven():
    types = {node["id"]: node["evidence_type"] for node in DEMO["nodes"] if node.get("evidence_type")}

    assert set(types) == {node["id"] for node in nodes_of("evidence")}
    assert len(set(types.values())) >= 7


def test_every_counterclaim_is_attacked_or_its_link_undercut():
    counterclaims = nodes_of("counterclaim")
    unanswered = [
        node["text"]
        for node in counterclaims
        if not links_to(node["id"], "attack")
        and not any(
            links_to(link["id"], "attack")
            for link in DEMO["links"]
            if node["id"] in premises(link) and link["type"] == "attack"
        )
    ]

    assert len(counterclaims) >= 3
    assert unanswered == []


def test_linked_premises_stand_on_two_links_or_more_and_one_is_implicit():
    linked = [link for link in DEMO["links"] if len(link["premises"]) > 1]
    implicit = [node["id"] for node in DEMO["nodes"] if node.get("implicit")]

    assert len(linked) >= 2
    assert all(premise.get("role") for link in linked for premise in link["premises"])
    assert len(implicit) == 1
    assert any(implicit[0] in premises(link) for link in linked)


def test_only_the_implicit_premise_has_no_span():
    assert [node.get("implicit") for node in DEMO["nodes"] if not node.get("spans")] == [True]


def test_links_bear_on_links_as_undercuts_and_as_one_warrant():
    on_links = Counter(link["type"] for link in DEMO["links"] if "link" in link["target"])

    assert on_links["attack"] >= 1
    assert on_links["support"] == 1
    assert on_links["rephrase"] == 0


def test_last_paragraph_restates_the_main_claim():
    (rephrase,) = [link for link in DEMO["links"] if link["type"] == "rephrase"]
    (restatement,) = premises(rephrase)

    assert NODES[rephrase["target"]["node"]]["main"] is True
    assert NODES[restatement]["spans"][0]["end"] == len(TEXT)


def test_some_nodes_have_two_spans_and_some_two_parents():
    parents = Counter(node for link in DEMO["links"] for node in premises(link))

    assert [node for node in DEMO["nodes"] if len(node.get("spans", [])) >= 2] != []
    assert [node for node, count in parents.items() if count >= 2] != []


def test_some_spans_are_nested():
    nested = [
        (a, b)
        for a, b in combinations(SPANS, 2)
        if a["start"] <= b["start"] < b["end"] <= a["end"] or b["start"] <= a["start"] < a["end"] <= b["end"]
    ]

    assert nested != []


def test_optional_fields_are_shown_here_and_there():
    assert all(node.get("attribution") for node in nodes_of("counterclaim"))
    for key in ("sources", "confidence", "note", "tags"):
        assert [node for node in DEMO["nodes"] if node.get(key)] != []
    for key in ("scheme", "strength", "note", "tags"):
        assert [link for link in DEMO["links"] if link.get(key)] != []


def test_degrees_lie_between_nought_and_one():
    degrees = [node["confidence"] for node in DEMO["nodes"] if "confidence" in node]
    degrees += [link["strength"] for link in DEMO["links"] if "strength" in link]

    assert [degree for degree in degrees if not 0 <= degree <= 1] == []


def test_schemes_are_slugs():
    schemes = {link["scheme"] for link in DEMO["links"] if "scheme" in link}

    assert {"expert-opinion", "example", "analogy"} <= schemes
    assert [scheme for scheme in schemes if not scheme.replace("-", "").isalpha() or not scheme.islower()] == []


def test_node_texts_are_whole_sentences():
    assert [node["text"] for node in DEMO["nodes"] if not node["text"][0].isupper() or node["text"][-1] != "."] == []


def test_it_shows_an_open_and_a_resolved_discussion():
    assert {bool(thread.get("resolved")) for thread in DEMO["comments"]} == {True, False}
    assert all(thread["replies"] for thread in DEMO["comments"])
    assert all(thread.get("node") in NODES or thread.get("link") in LINKS for thread in DEMO["comments"])


def test_it_shows_a_plain_highlight_and_a_note_beside_the_argument():
    spans = [highlight["span"] for highlight in DEMO["highlights"]]

    assert {bool(highlight.get("note")) for highlight in DEMO["highlights"]} == {True, False}
    assert [TEXT[span["start"] : span["end"]] for span in spans] == [span["exact"] for span in spans]
    assert not any(a["start"] < b["end"] and b["start"] < a["end"] for a in spans for b in SPANS)


def test_every_tag_has_a_colour_of_its_own():
    colors = {tag["name"]: tag["color"] for tag in DEMO["tags"]}

    assert colors.keys() == {tag for part in DEMO["nodes"] + DEMO["links"] for tag in part.get("tags", ())}
    assert len(set(colors.values())) == len(colors)
