"""Totals of tests from JUnit XML reports, and the table at the end."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What one kind of tests did. note: why it failed or did not run, or empty."""

    kind: str
    run: int
    failed: int
    skipped: int
    seconds: float
    note: str = ""

    @property
    def passed(self) -> int:
        """Number of tests that ran and succeeded."""
        return max(0, self.run - self.failed - self.skipped)

    @staticmethod
    def broken(kind: str, note: str, seconds: float = 0.0) -> "Result":
        """Return the result of a kind that could not run: one failure."""
        return Result(kind, 1, 1, 0, seconds, note)

    @staticmethod
    def not_run(kind: str, note: str) -> "Result":
        """Return the line of a kind that this machine was not asked to run."""
        return Result(kind, 0, 0, 0, 0.0, f"not run: {note}")


def read_reports(kind: str, reports: Iterable[Path], exit_code: int, seconds: float) -> Result:
    """Add up JUnit XML reports (surefire's, pytest's or Node's).

    No test at all, an unreadable report, and a tool that failed without a failed test each
    count as one failure: a green line means that tests ran.
    """
    run = failed = skipped = 0
    for report in sorted(reports):
        try:
            cases = list(ElementTree.parse(report).getroot().iter("testcase"))
        except (ElementTree.ParseError, OSError) as error:
            return Result.broken(kind, f"unreadable report {report.name}: {error}", seconds)
        run += len(cases)
        failed += sum(_has(case, "failure", "error") for case in cases)
        skipped += sum(_has(case, "skipped") for case in cases)
    if run == 0:
        return Result.broken(kind, "no test ran", seconds)
    if exit_code != 0 and failed == 0:
        note = f"the tool ended with exit code {exit_code}, see above"
        return Result(kind, run + 1, 1, skipped, seconds, note)
    return Result(kind, run, failed, skipped, seconds)


def _has(case: ElementTree.Element, *names: str) -> bool:
    return any(case.find(name) is not None for name in names)


def table(results: list[Result]) -> str:
    """Lay the results out, one line a kind; the last line stands alone: `N passed, N failed`."""
    width = max([len("kind"), *(len(result.kind) for result in results)])
    lines = [f"{'kind':<{width}}  {'run':>6} {'failed':>6} {'skipped':>7} {'seconds':>8}"]
    for result in results:
        note = f"  {result.note}" if result.note else ""
        lines.append(
            f"{result.kind:<{width}}  {result.run:>6} {result.failed:>6} {result.skipped:>7} "
            f"{result.seconds:>8.1f}{note}"
        )
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    return "\n".join([*lines, "", f"{passed} passed, {failed} failed"])
