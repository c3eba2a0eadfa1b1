"""The table that `make residue` prints: each ``record_property("residue", row)``."""

from __future__ import annotations

import pytest

HEAD = "engine     script  way to leave        at once  Back x3  new tab  next person, Back x3"
NOTE = """Figures are words that were found: typed ones, saved ones, the code. "At once" is for ways
that press nothing of ours: what was typed and not saved; the saved is open for 20 minutes."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rows = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == "residue"
    ]
    if rows:
        terminalreporter.section("left behind")
        terminalreporter.write_line("\n".join((HEAD, *sorted(map(str, rows)), "", NOTE)))
