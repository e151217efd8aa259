from docs.problems_table import PAGE, renewed


def test_the_table_of_rules_is_as_the_domain_has_it():
    page = PAGE.read_text(encoding="utf-8")

    assert page == renewed(page), "run “make docs”"
