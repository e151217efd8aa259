"""The runner of all tests finds in a report what failed."""

from __future__ import annotations

from pathlib import Path

from tests.run import counted, failed_in

REPORT = """<testsuites><testsuite tests="3" failures="1" errors="1" skipped="0">
<testcase classname="tests.browser.test_map" name="test_a[page0]"><failure message="no"/></testcase>
<testcase classname="tests.browser.test_map" name="test_a[page0]"><error message="no"/></testcase>
<testcase classname="tests.browser.test_map" name="test_b"/>
</testsuite></testsuites>"""


def test_a_test_that_fails_and_ends_badly_is_one_to_run_again(tmp_path: Path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    assert failed_in(report) == ["tests/browser/test_map.py::test_a[page0]"]
    assert counted(report)["failed"] == 2


def test_without_a_report_there_is_nothing_to_run_again(tmp_path: Path):
    report = tmp_path / "report.xml"
    report.touch()

    assert failed_in(report) == []
