from random import Random

from argmap.domain.search.structure import everything_below, resting_on_one_source, same_in_several_articles


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


def test_the_same_words_in_two_articles_are_one_claim():
    claims = [("a", "Buses are full.", 1), ("b", "buses  are FULL", 2), ("c", "Trams are full", 2)]

    assert list(same_in_several_articles(claims, [])) == [["a", "b"]]


def test_the_same_words_twice_in_one_article_are_no_news():
    assert list(same_in_several_articles([("a", "Full", 1), ("b", "Full", 1), ("c", "Full", None)], [])) == []


def test_one_claim_with_passages_in_two_articles_is_found():
    assert list(same_in_several_articles([("a", "Full", 1), ("a", "Full", 2)], [])) == [["a"]]


def test_restatements_make_claims_the_same():
    claims = [("a", "Full", 1), ("b", "Crowded", 2), ("c", "Packed", 3), ("d", "Empty", 3)]

    assert list(same_in_several_articles(claims, [("b", "a"), ("c", "b"), ("gone", "d")])) == [["a", "b", "c"]]
