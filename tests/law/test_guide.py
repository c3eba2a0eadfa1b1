"""The determination guide is made from the rules and cannot drift from them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from portal.languages import voice
from portal.law import days, grounds, guide, rules
from portal.law.dated import NoLawInForce
from portal.law.leaves import AT_MOST_30
from portal.law.offenses import NOT_READ, TIERED

ROOT = Path(__file__).resolve().parents[2]
GUIDE_DAY = "2026-11-22"


def portal(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "portal.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_committed_guide_is_what_the_rules_print() -> None:
    assert portal("law", "show", "--on", GUIDE_DAY).stdout == (ROOT / "docs/law.md").read_text()


def test_the_guide_lists_every_rule_in_force() -> None:
    said = [voice("en").text(line.says) for line in guide.guide(date(2026, 11, 22))]
    for rule in rules.rules_on(date(2026, 11, 22)):
        assert f"{rule.id}: {rule.outcome.value}" in said


def test_the_guide_opens_with_what_a_lawyer_must_still_read() -> None:
    text = (ROOT / "docs/law.md").read_text()
    assert text.index("What a lawyer must still read") < text.index("The order of tests")
    assert "20 ILCS 2630/5.2(i)(3)" in text


def test_a_day_before_the_first_rule_is_refused() -> None:
    with pytest.raises(NoLawInForce):
        list(guide.guide(date(2019, 6, 24)))
    shown = portal("law", "show", "--on", "2019-06-24")
    assert shown.returncode == 2
    assert "2019-06-25" in shown.stderr


def test_the_change_of_july_2016_shows_between_its_days_only() -> None:
    eve, day = date(2016, 7, 28), days.CIVIL_UP_TO_TEN_GRAMS
    changed = [voice("en").text(line.says) for line in guide.changes(eve, day)]
    assert any("4(a): more than 0 g, up to 10 g; first civil" in line for line in changed)
    assert list(guide.changes(day, date(2016, 12, 31))) == []


def test_the_relief_begins_with_its_day() -> None:
    changed = [
        voice("en").text(line.says) for line in guide.changes(date(2019, 6, 24), days.CUTOFF)
    ]
    assert len([line for line in changed if line.startswith("New:")]) == len(rules.RULES)


def test_a_source_read_over_a_year_ago_is_stale() -> None:
    read = next(cite for cite in grounds.citations(rules.RULES) if cite.read_on)
    assert read.read_on
    year_later = days.add_years(read.read_on, 1)
    assert not grounds.is_stale(read, year_later)
    assert grounds.is_stale(read, days.day_after(year_later))
    assert grounds.is_stale(AT_MOST_30.cites[0], date(2026, 11, 22))


def test_checking_the_law_names_the_sources_never_read() -> None:
    checked = portal("law", "check")
    assert checked.returncode == 1
    assert "20 ILCS 2630/5.2(i)(3): never read" in checked.stdout


def test_a_wait_that_became_shorter_is_a_change_of_the_law() -> None:
    eve, day = date(2026, 6, 29), days.SHORTER_SEALING_WAIT
    [starts, wait] = [voice("en").text(line.says) for line in guide.changes(eve, day)]
    assert starts == "From June 30, 2026"
    assert wait.startswith("2 years to seal a misdemeanor")


def test_what_rests_on_memory_is_said_before_the_rules() -> None:
    said = [voice("en").text(line.says) for line in guide.guide(date(2026, 11, 22))]
    weak = said.index("What rests on an unofficial text or on memory:")
    assert "case.open-minor: 20 ILCS 2630/5.2(i)(6)" in said[weak:]
    assert weak < said.index("The order of tests")


@pytest.mark.parametrize(
    "name",
    [
        "11.sentence",
        "5.order-entered",
        "5.pardon-expunges",
        "5.pardon-plain",
        "wait.seal",
        "sentence.money-owed",
        "720 ILCS 550/5.2",
        "4(a) since 1971-08-16, until 1973",
        "4(d) since 2016-07-29, later offense",
        "4(e) since 2016-07-29, grams and class",
        "4(f) since 2016-07-29, grams and class",
        "4(g) since 2016-07-29, grams and class",
        "5(e) since 1983-09-24, class",
        "attempt",
        "violent.images-since",
        "violent.no-contact-order",
        "never.dui",
        "never.domestic-battery",
    ],
)
def test_checking_the_law_names_each_rule_and_entry_that_nobody_has_read(name: str) -> None:
    assert name in dict(grounds.weak_grounds(rules.rules_on(date(2026, 11, 22))))


def test_what_was_read_is_not_listed_with_it() -> None:
    named = dict(grounds.weak_grounds(rules.rules_on(date(2026, 11, 22))))
    assert named.keys().isdisjoint(
        {"9.class", "12.conviction-day", "13.other-count", "violent.sexual", "720 ILCS 550/4"}
    )


def test_every_entry_that_is_recalled_stands_in_a_table() -> None:
    for entry in NOT_READ:
        tables = dict(TIERED[entry.section].history)
        assert entry.letter in {tier.letter for tier in tables[entry.since]}


def test_the_guide_prints_the_lists_that_charges_are_read_by() -> None:
    text = (ROOT / "docs/law.md").read_text()
    assert "- violent.domestic-or-stalking: 720 ILCS 5/12-3.2" in text
    assert "- never.dui: 625 ILCS 5/11-501" in text
