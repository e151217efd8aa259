import pytest

from tests.fixtures.maps import GRAPHS, case_of, read


@pytest.mark.parametrize("case", read(), ids=lambda case: case["name"])
def test_python_sees_the_shared_maps_as_they_are_written_down(case):
    assert case_of(case["name"], GRAPHS[case["name"]]) == case
