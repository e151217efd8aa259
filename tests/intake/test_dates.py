from datetime import date

import pytest

from argmap.intake.dates import find_date


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-06T14:20:00Z",
        "FEB 6, 2023, 2:20 PM",
        "Monday, February 6th, 2023",
        "6 February 2023",
        "Published: 6 Feb. 2023",
        "6. Februar 2023",
        "le 6 février 2023",
        "6 de febrero de 2023",
        "6 febbraio 2023",
        "6 de fevereiro de 2023",
        "6 februari 2023",
        "06.02.2023",
        "2023年2月6日",
        "2023년 2월 6일",
    ],
)
def test_dates_are_read_as_articles_write_them(text):
    assert find_date(text) == date(2023, 2, 6)


@pytest.mark.parametrize(
    "text", ["", "February 2023", "02/06/2023", "2023-13-40", "Chapter 6, 2023 words", "12 people 2023", "31 June 2020"]
)
def test_what_is_no_clear_date_is_none(text):
    assert find_date(text) is None


def test_slashes_are_read_where_only_one_reading_is_possible():
    assert find_date("13/02/2023") == find_date("02/13/2023") == date(2023, 2, 13)
