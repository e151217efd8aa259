import pytest

from argmap.domain.anchoring.words import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n ", 0),
        ("We need more buses.", 4),
        ("well-known, isn’t it", 3),
        ("हिन्दी में लिखो", 3),
        ("我们需要更多公共汽车。", 10),
        ("「バスがもっと必要だ」と言った。", 13),
        ("ภาษาไทยง่าย", 3),
        ("더 많은 버스", 3),
        ("我 like buses", 3),
    ],
)
def test_words_are_counted_as_word_processors_count_them(text, count):
    assert word_count(text) == count
