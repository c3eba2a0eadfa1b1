"""From judged cases and what the filer told us to everything the papers of one county say."""

from __future__ import annotations

from datetime import date

from portal.counties.county import County, Helper
from portal.eligibility.finding import ChargeFinding
from portal.facts import Charge, OffenseClass
from portal.filing import CaseFiling, Filing, Grade
from portal.law.codes import Outcome
from portal.law.days import age_on
from portal.packet.contents import Ages, JudgedCase, Packet, Row
from portal.say import Msg, say

FILED = frozenset({Outcome.MOTION, Outcome.CHECK_PARDON_THEN_MOTION})
GRADES: dict[OffenseClass, Grade] = {
    OffenseClass.MISDEMEANOR_A: Grade.MISDEMEANOR,
    OffenseClass.MISDEMEANOR_B: Grade.MISDEMEANOR,
    OffenseClass.MISDEMEANOR_C: Grade.MISDEMEANOR,
    OffenseClass.MISDEMEANOR: Grade.MISDEMEANOR,
    OffenseClass.FELONY_4: Grade.CLASS_4_FELONY,
}


def assemble(
    *,
    number: str,
    county: County | None,
    helpers: tuple[Helper, ...],
    language: str,
    day: date,
    rulebook: str,
    documents: tuple[str, ...],
    cases: tuple[JudgedCase, ...],
    filing: Filing,
) -> Packet:
    """The packet of one county, or the take-along sheets where ``documents`` has no motion."""
    files = "motion" in documents
    rows = tuple(row for case in cases for row in _rows(case, filing)) if files else ()
    return Packet(
        number=number,
        county=county,
        helpers=helpers,
        language=language,
        day=day,
        rulebook=rulebook,
        documents=documents,
        filer=filing.filer,
        rows=rows,
        statements=filing.statements,
        ages=ages(filing.filer.birth_date, rows, cases, day) if files else Ages(),
        explanation=filing.explanation,
        cases=cases,
        referral=filing.referral,
        warnings=_warnings(filing, rows) if files else (),
        told=filing.told,
    )


def _decides(charge: ChargeFinding) -> bool:
    return charge.outcome in FILED


def _deciding(case: JudgedCase) -> tuple[Charge, ...]:
    pairs = zip(case.case.charges, case.finding.charges, strict=True)
    return tuple(charge for charge, found in pairs if _decides(found))


def _rows(case: JudgedCase, filing: Filing) -> tuple[Row, ...]:
    """One row for each conviction of the case that the motion asks to vacate."""
    told = filing.by_case.get(case.case.id, CaseFiling())
    return tuple(
        Row(
            case_number=told.number or case.case.case_number or "",
            agency=told.agency,
            grade=GRADES.get(charge.offense_class) if charge.offense_class else told.grade,
            arrested=told.arrested or charge.arrest_date,
        )
        for charge in _deciding(case)
    )


def ages(
    born: date | None, rows: tuple[Row, ...], cases: tuple[JudgedCase, ...], day: date
) -> Ages:
    """The whole years of the motion's item 5. Nothing is computed from a guess.

    The age at the last arrest needs a whole birth date and every arrest date whole. The time since
    the last conviction is "at least": from the last day the conviction can have been.
    """
    arrests = [row.arrested for row in rows]
    whole = [span.first for span in arrests if span is not None and span.is_day]
    at_arrest = None
    if born is not None and whole and len(whole) == len(arrests):
        at_arrest = age_on(born, max(whole))
    years, months = _since_last_conviction(cases, day)
    return Ages(
        now=age_on(born, day) if born else None,
        at_last_arrest=at_arrest,
        years_since=years,
        months_since=months,
    )


def _since_last_conviction(
    cases: tuple[JudgedCase, ...], day: date
) -> tuple[int | None, int | None]:
    convicted = [charge.disposition_date for case in cases for charge in _deciding(case)]
    known = [span.last for span in convicted if span is not None]
    if not known or len(known) != len(convicted):
        return None, None
    last = min(max(known), day)
    years = age_on(last, day)
    if years:
        return years, None
    months = (day.year - last.year) * 12 + day.month - last.month - (day.day < last.day)
    return None, months


def _warnings(filing: Filing, rows: tuple[Row, ...]) -> tuple[Msg, ...]:
    """What to see to before signing: every box and line that stays empty, and the notice to
    people who are not citizens, which stands on every packet so that it tells nothing."""
    made = filing.statements
    unmade = [
        item
        for item, stands in (
            ("2", made.convicted_before_cutoff),
            ("3", made.sentences_completed),
            ("4", made.asks_to_vacate),
        )
        if not stands
    ]
    warnings = [
        say(
            "If you are not a U.S. citizen, talk to an immigration lawyer before you file. "
            "Get certified copies of your court papers first."
        )
    ]
    if not (made.misdemeanors or made.class_4_felonies):
        unmade.insert(0, "1")
    warnings += [
        say(
            "The box at number %(item)s of the motion is empty, because you did not make "
            "that statement. Ask legal aid before you sign.",
            item=item,
        )
        for item in unmade
    ]
    if any(not row.case_number or not row.agency or row.grade is None for row in rows):
        warnings.append(say("Some lines in the list of cases are empty. Fill them in by hand."))
    return tuple(warnings)
