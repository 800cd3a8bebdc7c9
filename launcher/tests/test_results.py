from launcher.testing.results import Result, read_reports, table

SUREFIRE = """<?xml version="1.0"?><testsuite name="A" tests="4">
<testcase name="a"/><testcase name="b"><failure message="x"/></testcase>
<testcase name="c"><error message="y"/></testcase><testcase name="d"><skipped/></testcase>
</testsuite>"""
PYTEST = """<testsuites><testsuite name="pytest" tests="2" failures="0" errors="0" skipped="0">
<testcase name="a"/><testcase name="b"/></testsuite></testsuites>"""


def reports(tmp_path, *texts):
    paths = []
    for index, text in enumerate(texts):
        path = tmp_path / f"TEST-{index}.xml"
        path.write_text(text)
        paths.append(path)
    return paths


def test_reports_are_added_up(tmp_path):
    result = read_reports("x", reports(tmp_path, SUREFIRE, PYTEST), 1, 2.0)

    assert (result.run, result.failed, result.skipped, result.passed) == (6, 2, 1, 3)


def test_no_test_is_a_failure(tmp_path):
    empty = '<testsuites><testsuite name="pytest" tests="0"/></testsuites>'

    assert read_reports("x", [], 0, 1.0).failed == 1
    assert read_reports("x", reports(tmp_path, empty), 0, 1.0).note == "no test ran"


def test_an_unreadable_report_is_a_failure(tmp_path):
    result = read_reports("x", reports(tmp_path, "<testsuite"), 0, 1.0)

    assert result.failed == 1
    assert "unreadable report" in result.note


def test_a_tool_that_fails_without_a_failed_test_is_a_failure(tmp_path):
    result = read_reports("x", reports(tmp_path, PYTEST), 1, 1.0)

    assert (result.passed, result.failed) == (2, 1)


def test_the_last_line_of_the_table_has_the_totals():
    text = table([Result("imaging", 10, 1, 2, 3.25), Result.broken("e2e", "no browser")])

    lines = text.splitlines()
    assert lines[-1] == "7 passed, 2 failed"
    assert lines[1].split() == ["imaging", "10", "1", "2", "3.2"]
    assert lines[2].endswith("no browser")


def test_what_was_not_run_is_listed_and_counts_for_nothing():
    text = table([Result.not_run("parity", "no PyTorch"), Result("imaging", 1, 0, 0, 1.0)])

    assert text.splitlines()[1].endswith("not run: no PyTorch")
    assert text.splitlines()[-1] == "1 passed, 0 failed"
