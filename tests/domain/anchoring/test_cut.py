from __future__ import annotations

import pytest

from argmap.domain.anchoring.cut import cut_in_quotes


@pytest.mark.parametrize(
    ("quotes", "first", "second", "place"),
    [
        (["Buses are full and late."], "Buses are full", "and late.", (0, 14)),
        (["Buses  are\nfull and late."], "Buses are full", "and late.", (0, 15)),
        (["🚌 e\u0301t 🚌"], "🚌", "e\u0301t 🚌", (0, 1)),
        (["Buses are full.", "They are late."], "Buses are full.", "They are late.", (0, 15)),
        (["Buses are full.", "They are late."], "Buses are full. … They", "are late.", (1, 4)),
        (["Buses are full and late."], "Buses are full", "late, too", (0, 14)),
        (["Buses are full and late."], "They are crowded", "and late.", (0, 14)),
        (["Buses are full and late."], "They are crowded", "they come late", None),
        ([], "Buses", "trains", None),
    ],
)
def test_a_cut_through_words_lies_in_the_quote_that_has_them(quotes, first, second, place):
    assert cut_in_quotes(quotes, first, second) == place
