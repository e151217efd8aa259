import pytest

from argmap.domain.anchoring.selectors import quote_selector

TEXT = "We need 🚌🚌 more buses, said é."


def test_the_quote_comes_with_what_stands_before_and_after():
    assert quote_selector(TEXT, 8, 10, context=5) == ("🚌🚌", "need ", " more")


def test_the_context_ends_where_the_text_ends():
    assert quote_selector(TEXT, 0, 2) == ("We", "", " need 🚌🚌 more buses, said é.")
    assert quote_selector(TEXT, 0, len(TEXT)) == (TEXT, "", "")


def test_the_context_has_32_code_points():
    assert quote_selector("a" * 100, 50, 51) == ("a", "a" * 32, "a" * 32)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="outside a text"):
        quote_selector(TEXT, start, end)
