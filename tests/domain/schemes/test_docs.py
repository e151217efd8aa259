from docs.schemes_table import PAGE, renewed


def test_the_page_of_schemes_is_as_the_catalogue_has_it():
    page = PAGE.read_text(encoding="utf-8")

    assert page == renewed(page), "run “make docs”"
