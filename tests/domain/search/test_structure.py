from random import Random

from argmap.domain.search.structure import everything_below, resting_on_one_source, same_in_several_articles, words_key


def test_everything_below_follows_what_hangs_on_what_to_the_end():
    hanging = [("b", "a"), ("c", "b"), ("d", "c"), ("y", "x")]

    assert everything_below(["a"], hanging) == {"b", "c", "d"}


def test_everything_below_ends_on_circles():
    assert everything_below(["a"], [("b", "a"), ("a", "b")]) == {"a", "b"}


def test_a_claim_rests_on_the_one_source_of_all_that_supports_it():
    sources = {"e": ["Ministry"], "f": ["ministry "]}

    found = resting_on_one_source(sources, [("e", "b"), ("f", "b"), ("b", "a")])

    assert {key: source.casefold() for key, source in found.items()} == dict.fromkeys("efba", "ministry")


def test_a_second_source_anywhere_below_is_enough():
    sources = {"e": ["Ministry"], "f": ["Union"]}

    assert resting_on_one_source(sources, [("e", "c"), ("c", "a"), ("f", "a")]) == {
        "e": "Ministry",
        "f": "Union",
        "c": "Ministry",
    }


def test_what_names_no_source_rests_on_none():
    assert resting_on_one_source({"e": []}, [("e", "a")]) == {}


def test_circles_of_support_end():
    assert set(resting_on_one_source({"a": ["x"]}, [("a", "b"), ("b", "c"), ("c", "a")])) == {"a", "b", "c"}


def test_sources_are_those_of_a_walk_from_each_node_on_random_maps():
    for seed in range(30):
        random = Random(seed)
        nodes = range(12)
        supports = [(random.choice(nodes), random.choice(nodes)) for _ in range(14)]
        sources = {node: random.sample("XYZ", random.choice([0, 0, 1, 1, 2])) for node in nodes}

        expected = {}
        for node in nodes:
            below = everything_below([node], supports) | {node}
            named = {source for other in below for source in sources[other]}
            if len(named) == 1:
                expected[node] = named.pop()

        assert resting_on_one_source(sources, supports) == expected


def claim(key, text, *articles, restates=()):
    return key, words_key(text), articles, restates


def test_the_same_words_in_two_articles_are_one_claim():
    claims = [claim("a", "Buses are full.", 1), claim("b", "buses  are FULL", 2), claim("c", "Trams are full", 2)]

    assert same_in_several_articles(claims) == [["a", "b"]]


def test_claims_without_words_are_not_the_same():
    assert same_in_several_articles([claim("a", " ", 1), claim("b", "", 2)]) == []


def test_the_same_words_twice_in_one_article_are_no_news():
    assert same_in_several_articles([claim("a", "Full", 1), claim("b", "Full", 1), claim("c", "Full")]) == []


def test_one_claim_with_passages_in_two_articles_is_found():
    assert same_in_several_articles([claim("a", "Full", 1, 2)]) == [["a"]]


def test_restatements_make_claims_the_same():
    claims = [
        claim("a", "Full", 1),
        claim("b", "Crowded", 2, restates="a"),
        claim("c", "Packed", 3, restates="b"),
        claim("d", "Empty", 3, restates=["gone"]),
    ]

    assert same_in_several_articles(claims) == [["a", "b", "c"]]


def test_the_largest_group_comes_first_and_each_begins_with_its_first_claim():
    claims = [
        claim("a", "Full", 1, restates="b"),
        claim("b", "Crowded", 2),
        claim("c", "Late", 1),
        claim("d", "late", 2),
        claim("e", "Late.", 3),
    ]

    assert same_in_several_articles(claims) == [["c", "d", "e"], ["a", "b"]]
