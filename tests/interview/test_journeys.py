"""Whole journeys: what is asked, the facts it makes, and what the law says of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.facts import (
    Answer,
    Court,
    Disposition,
    Jurisdiction,
    OffenseClass,
    Pardon,
    ProbationKind,
    Sentence,
    Status,
    show_span,
)
from portal.interview.path import path
from portal.interview.record import to_record
from portal.languages import voice
from portal.law.codes import Flag, Outcome
from tests.interview.journeys import (
    COOK,
    DAY,
    NO_PAPER,
    UNSURE,
    Told,
    asked,
    chosen,
    go,
    judged,
    on,
)


def outcome(*told: Told) -> Outcome:
    return judged(go(*told)).findings.cases[0].outcome


def test_a_class_a_misdemeanor_with_its_paper_leads_to_a_motion_in_its_county() -> None:
    answers = go(COOK)
    case = to_record(answers, DAY).cases[0]
    charge = case.charges[0]
    assert (case.jurisdiction, case.county, case.court) == (
        Jurisdiction.ILLINOIS,
        "Cook",
        Court.ADULT,
    )
    assert (case.status, case.sealed, case.record_checked) == (
        Status.CLOSED,
        Answer.UNKNOWN,
        Answer.YES,
    )
    assert (case.pardoned, case.all_charges_listed) == (Pardon.UNKNOWN, Answer.YES)
    assert charge.confirmed
    assert charge.offense_class is OffenseClass.MISDEMEANOR_A
    assert charge.grams is None  # the line says 10-30, nobody weighed it
    assert charge.disposition is Disposition.CONVICTED
    assert charge.sentence is Sentence.COMPLETE
    spans = (charge.offense_date, charge.disposition_date, charge.sentence_end_date)
    assert [span and show_span(span) for span in spans] == [None, "2014-09-10", None]
    assert judged(answers).findings.cases[0].outcome is Outcome.MOTION
    assert judged(answers).planned == {"Cook": ("a",)}


def test_the_paper_spares_the_questions_it_answers() -> None:
    with_paper, without = asked(go(COOK)), asked(go(NO_PAPER))
    assert {"what", "grams", "class"} & set(with_paper) == set()
    assert {"what", "grams", "class"} <= set(without)
    assert {"charge-line", "read-as"} & set(without) == set()


def test_who_has_the_paper_answers_few_questions() -> None:
    assert asked(go(COOK)) == [
        *("where", "county", "court", "paper", "charge-line", "read-as", "another-charge"),
        *("ended", "judged", "sentence", "since", "another-case"),
    ]


def test_who_knows_nothing_is_not_asked_what_they_cannot_know() -> None:
    nothing: Told = {"where": "illinois", "county": {"unsure": "yes"}, "another-case": "no"}
    assert asked(go(nothing)) == ["where", "county", "court", "another-case"]
    in_court = {**nothing, "court": "adult", "paper": "no"}
    assert asked(go(in_court)) == [
        *("where", "county", "court", "paper", "what", "another-charge", "ended", "over"),
        "another-case",
    ]


def test_weed_around_2011_and_probation_is_unsure_and_asks_which_probation() -> None:
    vague: Told = {
        "where": "illinois",
        "county": {"county": "Kane County"},
        "court": "adult",
        "paper": "no",
        "what": "possession",
        "when": on("2011"),
        "ended": "probation",
        "another-case": "no",
    }
    answers = go(vague)
    charge = to_record(answers, DAY).cases[0].charges[0]
    assert charge.disposition is Disposition.UNKNOWN
    assert {"probation", "probation-end", "over"} <= set(asked(answers))
    # How it ended has to be found out first; then the day it happened may matter.
    assert {"when", "class", "judged", "sentence"}.isdisjoint(asked(answers))
    step = path(answers, DAY).find("a-1.probation")
    assert step is not None
    assert "paper" not in voice("en").text(step.question.title)
    assert judged(answers).findings.cases[0].outcome is Outcome.GET_RECORD


@pytest.mark.parametrize(
    ("probation", "end", "disposition", "kind"),
    [
        ("plain", "", Disposition.CONVICTED, None),
        ("section-10", "completed", Disposition.QUALIFIED_PROBATION_COMPLETED, "section-10"),
        ("section-410", "open", Disposition.QUALIFIED_PROBATION_OPEN, "section-410"),
        ("section-70", "revoked", Disposition.QUALIFIED_PROBATION_REVOKED, "section-70"),
        ("second-chance", "unsure", Disposition.UNKNOWN, "second-chance"),
        ("tasc", "completed", Disposition.QUALIFIED_PROBATION_COMPLETED, "tasc-vacated"),
        ("tasc", "judged", Disposition.QUALIFIED_PROBATION_COMPLETED, "tasc-judgment"),
        ("unsure", "completed", Disposition.QUALIFIED_PROBATION_COMPLETED, None),
        ("unsure", "unsure", Disposition.UNKNOWN, None),
    ],
)
def test_probation_is_what_the_paper_names_and_how_it_ended(
    probation: str, end: str, disposition: Disposition, kind: str | None
) -> None:
    answers = go({**NO_PAPER, "ended": "probation", "probation": probation, "probation-end": end})
    charge = to_record(answers, DAY).cases[0].charges[0]
    assert charge.disposition is disposition
    assert charge.probation_kind == (ProbationKind(kind) if kind else None)


def test_an_end_that_only_tasc_has_is_asked_again_under_another_probation() -> None:
    answers = go({**NO_PAPER, "ended": "probation", "probation": "tasc", "probation-end": "judged"})
    changed = answers.with_answer("a-1.probation", chosen("section-10"))
    step = path(changed, DAY).next
    assert step is not None
    assert step.key == "a-1.probation-end"
    assert to_record(changed, DAY).cases[0].charges[0].disposition is Disposition.UNKNOWN


@pytest.mark.parametrize(
    ("end", "disposition"),
    [
        ("completed", Disposition.SUPERVISION_COMPLETED),
        ("open", Disposition.SUPERVISION_OPEN),
        ("revoked", Disposition.SUPERVISION_REVOKED),
        ("unsure", Disposition.SUPERVISION_UNKNOWN),
    ],
)
def test_supervision_is_a_conviction_only_where_it_was_taken_away(
    end: str, disposition: Disposition
) -> None:
    answers = go({**NO_PAPER, "ended": "supervision", "supervision-end": end})
    assert to_record(answers, DAY).cases[0].charges[0].disposition is disposition
    assert ("class" in asked(answers)) is (end == "revoked")


def test_two_counties_make_two_packets() -> None:
    kane = {**NO_PAPER, "county": {"county": "kane"}}
    answers = go({**COOK, "another-case": "yes"}, kane)
    assert [case.id for case in answers.cases] == ["a", "b"]
    assert judged(answers).planned == {"Cook": ("a",), "Kane": ("b",)}


def test_a_class_3_felony_is_not_reached() -> None:
    line = {
        "text": "720 ILCS 550/4(d) POSS CANNABIS 30-500 GRAMS, 2ND OR SUBSEQUENT, CLASS 3 FELONY"
    }
    told = {**COOK, "charge-line": line, "class": "felony-3"}
    assert to_record(go(told), DAY).cases[0].charges[0].offense_class is OffenseClass.FELONY_3
    assert outcome(told) is Outcome.NOT_ELIGIBLE_REFER


def test_a_dismissed_charge_needs_no_class_no_judgment_and_no_sentence() -> None:
    answers = go({**NO_PAPER, "ended": "dismissed", "when": on("2014-05-03"), "since": ""})
    assert {"class", "first-time", "judged", "sentence", "sentence-end"}.isdisjoint(asked(answers))
    assert judged(answers).findings.cases[0].outcome is Outcome.AUTO_POLICE_DONE


def test_the_day_of_a_dismissal_is_asked_where_nobody_knows_when_it_happened() -> None:
    unknown = {**NO_PAPER, "ended": "dismissed", "when": {"unsure": "yes"}}
    assert "judged" in asked(go(unknown))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("paid", Outcome.AUTO_CIVIL_DONE),
        ("unpaid", Outcome.WAIT_OR_REFER),
        ("unsure", Outcome.GET_RECORD),
    ],
)
def test_a_state_ticket_asks_only_whether_it_was_paid(answer: str, expected: Outcome) -> None:
    told = {**COOK, "court": "civil-citation", "citation": answer}
    assert asked(go(told)) == ["where", "county", "court", "citation", "another-case"]
    assert outcome(told) is expected


@pytest.mark.parametrize(
    ("court", "expected"),
    [("juvenile", Outcome.JUVENILE), ("local-ordinance", Outcome.ORDINANCE)],
)
def test_a_juvenile_case_and_a_town_ticket_end_there(court: str, expected: Outcome) -> None:
    told = {**COOK, "court": court}
    assert asked(go(told)) == ["where", "county", "court", "another-case"]
    assert outcome(told) is expected


@pytest.mark.parametrize("where", ["federal", "other-state", "tribal-or-military"])
def test_a_case_elsewhere_asks_nothing_more(where: str) -> None:
    told = {**COOK, "where": where}
    assert asked(go(told)) == ["where", "another-case"]
    assert outcome(told) is Outcome.OTHER_JURISDICTION


def test_a_pending_case_waits_and_is_not_asked_about_what_came_after() -> None:
    told = {**NO_PAPER, "ended": "pending"}
    assert {"since", "over", "judged", "sentence"}.isdisjoint(asked(go(told)))
    assert to_record(go(told), DAY).cases[0].status is Status.OPEN
    assert outcome(told) is Outcome.WAIT_OR_REFER


def test_an_arrest_without_a_case_asks_for_the_birth_year_and_not_for_more() -> None:
    arrest: Told = {
        **NO_PAPER,
        "court": "none",
        "arrest-end": "never-charged",
        "born": on("1990"),
        "arrested": on("2014-05-03"),
        "since": "",
    }
    answers = go(arrest)
    assert "when" not in asked(answers)
    assert asked(answers)[-1] == "born"
    assert judged(answers).findings.cases[0].outcome is Outcome.AUTO_POLICE_DONE
    young = {**arrest, "born": on("2000")}
    assert outcome(young) is Outcome.JUVENILE


def test_another_charge_that_is_not_cannabis_counts_by_its_name() -> None:
    answers = go({**NO_PAPER, "another-charge": "no"})
    answers = answers.with_answer("a-1.another-charge", chosen("yes"))
    answers = answers.with_answer("a-2.what", chosen("other"))
    answers = answers.with_answer("a-2.charge-name", {"text": "Domestic battery"})
    answers = answers.with_answer("a-2.ended", chosen("convicted"))
    answers = go({**NO_PAPER, "sentence": "complete"}, answers=answers)
    assert "a-2.grams" not in [step.key for step in path(answers, DAY).steps]
    assert to_record(answers, DAY).cases[0].charges[1].description == "Domestic battery"
    assert judged(answers).findings.cases[0].outcome is Outcome.FORM_UNUSABLE_REFER


def test_not_knowing_of_other_charges_is_not_the_same_as_there_being_none() -> None:
    case = to_record(go({**COOK, "another-charge": "unsure"}), DAY).cases[0]
    assert case.all_charges_listed is Answer.UNKNOWN


def test_a_reading_that_was_turned_down_settles_nothing() -> None:
    told = {**COOK, "read-as": "no", "what": "plants"}
    charge = to_record(go(told), DAY).cases[0].charges[0]
    assert (charge.statute, charge.description) == ("720 ILCS 550/8", None)


def test_a_reading_is_confirmed_for_one_line_only() -> None:
    answers = go(COOK).with_answer("a-1.charge-line", {"text": "720 ILCS 550/5(c)"})
    step = path(answers, DAY).next
    assert step is not None
    assert step.question.id == "read-as"
    assert to_record(answers, DAY).cases[0].charges[0].statute is None
    back = answers.with_answer("a-1.charge-line", COOK["charge-line"])  # type: ignore[arg-type]
    assert to_record(back, DAY) == to_record(go(COOK), DAY)


def test_words_without_a_citation_are_kept_beside_the_section_the_person_chose() -> None:
    told = {**COOK, "charge-line": {"text": "POSS CANNABIS 10-30 GRAMS"}, "what": "possession"}
    charge = to_record(go(told), DAY).cases[0].charges[0]
    assert charge.statute == "720 ILCS 550/4"
    assert charge.description == "POSS CANNABIS 10-30 GRAMS"
    assert charge.confirmed


@pytest.mark.parametrize(
    ("typed", "grams"),
    [("30 g", "30"), ("an ounce", None), ("about 29 g", None), ("half an ounce", "14.2")],
)
def test_about_an_ounce_is_no_amount_to_judge_by(typed: str, grams: str | None) -> None:
    raw = {"amount": typed if typed != "an ounce" else "1", "unit": ""}
    if typed == "an ounce":
        raw["unit"] = "ounces"
    charge = to_record(go({**NO_PAPER, "grams": raw}), DAY).cases[0].charges[0]
    assert charge.grams == (Decimal(grams) if grams else None)


def test_a_sale_to_someone_under_18_is_section_5_with_that_fact() -> None:
    told = {**NO_PAPER, "what": "minor"}
    charge = to_record(go(told), DAY).cases[0].charges[0]
    assert (charge.statute, charge.to_minor) == ("720 ILCS 550/5", Answer.YES)
    assert "under-18" not in asked(go(told))
    delivery = {**NO_PAPER, "what": "delivery", "under-18": "no"}
    assert to_record(go(delivery), DAY).cases[0].charges[0].to_minor is Answer.NO


@pytest.mark.parametrize(
    ("says", "pardon"),
    [
        ("with-expungement", Pardon.WITH_EXPUNGEMENT),
        ("order-entered", Pardon.ORDER_ENTERED),
        ("plain", Pardon.PLAIN),
        ("unsure", Pardon.PLAIN),
    ],
)
def test_a_pardon_never_leads_to_a_motion(says: str, pardon: Pardon) -> None:
    told = {**COOK, "since": "pardon", "pardon-says": says}
    assert to_record(go(told), DAY).cases[0].pardoned is pardon
    assert judged(go(told)).planned == {}


def test_an_answer_to_a_question_that_is_no_longer_asked_does_not_count() -> None:
    answers = go({**COOK, "since": "pardon", "pardon-says": "plain"})
    answers = answers.with_answer("a-1.ended", chosen("dismissed"))
    case = to_record(answers, DAY).cases[0]
    assert case.pardoned is Pardon.UNKNOWN
    assert case.charges[0].sentence is Sentence.UNKNOWN
    assert case.charges[0].disposition_date is None


def test_a_wrong_arrest_date_can_be_changed_though_it_took_the_case_out_of_the_packet() -> None:
    undated: Told = {**NO_PAPER, "when": {"unsure": "yes"}, "class": "unsure"}
    answers = go({**undated, "grams": {"amount": "60 g"}})
    assert judged(answers).planned == {"Cook": ("a",)}
    # Before the law that was broken: the facts no longer fit together.
    answers = answers.with_answer("a.arrested", on("1965-05-03"))
    assert judged(answers).planned == {}
    assert "arrested" in asked(answers)


def test_a_charge_that_nobody_can_name_is_asked_for_no_sentence() -> None:
    """Only a pardon could still settle the case, and nobody is asked for one of another crime."""
    unnamed: Told = {**NO_PAPER, "what": "other", "charge-name": UNSURE}
    assert asked(go(unnamed))[-2:] == ["ended", "another-case"]


def test_nobody_is_asked_for_a_pardon_of_an_arrest_that_no_court_had() -> None:
    arrest: Told = {
        **COOK,
        "court": "none",
        "arrest-end": "unsure",
        "over": "unsure",
        "born": on("2000"),
        "arrested": on("2014-05-03"),
        "since": "pardon",
    }
    answers = go(arrest)
    assert asked(answers)[-2:] == ["another-case", "born"]
    finding = judged(answers).findings.cases[0]
    assert finding.outcome is Outcome.JUVENILE
    assert Flag.ALREADY_PARDONED not in finding.flags


def test_beside_another_conviction_the_day_of_the_judgment_decides_on_a_pardon() -> None:
    def also(day: str) -> list[Outcome]:
        told = {**NO_PAPER, "grams": {"amount": "9 g"}, "judged": on(day), "since": ""}
        theft = {**told, "what": "other", "charge-name": {"text": "Retail theft"}}
        answers = go(theft).with_answer("a-1.another-charge", chosen("yes"))
        answers = go(told, answers=answers)
        assert "a-2.judged" in [step.key for step in path(answers, DAY).steps]
        finding = judged(answers).findings.cases[0]
        assert finding.outcome is Outcome.FORM_UNUSABLE_REFER
        return [step.code for step in finding.also]

    assert also("2014-09-10") == [Outcome.CHECK_PARDON_THEN_MOTION, Outcome.PETITION_SEAL]
    assert also("2024-09-10") == [Outcome.PETITION_SEAL]


@pytest.mark.parametrize(
    ("when", "expected"), [("1990", Outcome.MOTION), ("2005", Outcome.GET_RECORD)]
)
def test_the_day_of_an_attempt_may_tell_its_class_whatever_the_amount(
    when: str, expected: Outcome
) -> None:
    told: Told = {**NO_PAPER, "paper": "yes", "charge-line": UNSURE, "attempt": "yes"}
    unknown: Told = {"class": "unsure", "grams": UNSURE, "judged": on("2010")}
    answers = go({**told, **unknown, "when": on(when)})
    assert "when" in asked(answers)
    assert judged(answers).findings.cases[0].outcome is expected


def test_the_day_of_an_attempt_to_deliver_tells_that_a_felony_is_too_high() -> None:
    told: Told = {**NO_PAPER, "paper": "yes", "charge-line": UNSURE, "attempt": "yes"}
    felony: Told = {"what": "delivery", "under-18": "no", "class": "felony", "grams": UNSURE}
    answers = go({**told, **felony, "judged": UNSURE, "when": on("2005")})
    assert "when" in asked(answers)
    assert judged(answers).findings.cases[0].outcome is Outcome.NOT_ELIGIBLE_REFER


def test_the_amount_is_asked_where_the_class_would_settle_it_and_cannot_be_asked() -> None:
    name: Told = {**COOK, "charge-line": {"text": "POSS CANNABIS"}, "what": "unsure"}
    told = {**name, "judged": on("2019-06-25"), "grams": {"amount": "20 g"}}
    assert "class" not in asked(go(told))
    assert outcome(told) is Outcome.FORM_UNUSABLE_REFER


def test_the_class_is_asked_only_where_it_settles_a_case_with_a_charge_that_nobody_can_name() -> (
    None
):
    """Whatever the class of the second charge, the first one leaves two outcomes open: it may be
    outside the law on cannabis, where it stops the form, or inside, where its own class decides."""

    def keys(first: str) -> list[str]:
        unnamed = {**NO_PAPER, "what": "other", "charge-name": {"text": first}}
        told: Told = {**unnamed, "class": "felony-3", "since": ""}
        answers = go(told).with_answer("a-1.another-charge", chosen("yes"))
        answers = go({**NO_PAPER, "class": "unsure", "grams": UNSURE, "since": ""}, answers=answers)
        return [step.key for step in path(answers, DAY).steps]

    assert "a-2.class" in keys("Retail theft")
    assert "a-2.class" not in keys("zzz")
    assert "a.since" in keys("zzz"), "a pardon would settle it"


def test_the_amount_tells_the_age_at_an_arrest_only_where_its_day_can_be_told() -> None:
    """From 2010 to 2013 the class decided at 17."""
    arrest: Told = {**NO_PAPER, "court": "none", "another-charge": "unsure"}
    young: Told = {**arrest, "arrest-end": "dismissed", "born": on("1993")}
    assert "grams" not in asked(go({**young, "arrested": UNSURE}))
    assert "grams" in asked(go({**young, "arrested": on("2011")}))
    assert "grams" not in asked(go({**young, "arrested": on("2009")}))


def test_of_a_charge_of_which_nothing_is_known_nothing_more_is_asked_beside_another() -> None:
    """Whatever the other one is: no amount and no day tells what it was, or how it ended."""
    nothing: Told = {**NO_PAPER, "what": "unsure", "ended": "unsure"}
    answers = go(nothing).with_answer("a-1.another-charge", chosen("yes"))
    assert {"a-1.grams", "a-1.when"}.isdisjoint(step.key for step in path(answers, DAY).steps)
    next_one = path(answers, DAY).next
    assert next_one is not None
    assert next_one.key == "a-2.what"


def test_the_day_of_the_offense_tells_the_age_where_only_the_year_of_the_arrest_is_known() -> None:
    arrest: Told = {**COOK, "court": "none", "arrest-end": "never-charged", "arrested": on("2014")}
    born = {**arrest, "born": on("1996-06-01")}
    assert "when" in asked(go(born))
    assert outcome({**born, "when": on("2014-07-01")}) is Outcome.PETITION_EXPUNGE
    assert outcome({**born, "when": on("2014-05-03")}) is Outcome.GET_RECORD


def test_what_an_arrest_came_to_is_asked_once_for_all_that_it_was_for() -> None:
    """Beside a charge for which there is a petition another dropped one changes nothing."""
    dropped: Told = {**NO_PAPER, "court": "none", "arrest-end": "dismissed"}
    arrest: Told = {**dropped, "arrested": on("2014-05-03")}
    plants: Told = {**arrest, "what": "plants", "born": on("1960")}
    two = go(plants).with_answer("a-1.another-charge", chosen("yes"))
    two = go(arrest, answers=two)
    assert asked(two)[-3:] == ["another-charge", "another-case", "born"]
    assert {"ended", "judged"}.isdisjoint(asked(two))
    ends = [charge.disposition for charge in to_record(two, DAY).cases[0].charges]
    assert ends == [Disposition.DISMISSED, Disposition.DISMISSED]
    assert judged(two).findings.cases[0].outcome is Outcome.PETITION_EXPUNGE


def test_of_an_arrest_that_is_not_over_only_the_age_is_asked() -> None:
    arrest: Told = {**NO_PAPER, "court": "none", "arrest-end": "pending"}
    told: Told = {**arrest, "arrested": on("2025-05-03"), "born": on("1990")}
    assert asked(go(told))[3:] == ["arrested", "arrest-end", "another-case", "born"]
    assert outcome(told) is Outcome.WAIT_OR_REFER
    assert outcome({**told, "born": on("2012")}) is Outcome.JUVENILE


def test_the_day_of_a_delivery_is_asked_only_where_some_day_settles_it() -> None:
    """Nothing tells its class in 1980, and in 2010 it may have been to someone under 18."""
    told: Told = {**NO_PAPER, "what": "delivery", "class": "unsure", "under-18": "unsure"}
    small: Told = {**told, "grams": {"amount": "10 g"}}
    assert "when" not in asked(go(small))
    assert "when" in asked(go({**small, "under-18": "no"}))
    large: Told = {**told, "grams": {"amount": "6000 g"}, "judged": on("1990"), "when": on("1989")}
    assert "when" in asked(go(large))
    assert outcome(large) is Outcome.NOT_ELIGIBLE_REFER


def test_of_a_delivery_whose_letter_is_too_high_it_is_not_asked_to_whom_it_was() -> None:
    """It was out of reach since there is a chart, and before that its class is not known."""
    told: Told = {**COOK, "class": "unsure", "when": UNSURE}
    assert "under-18" not in asked(go({**told, "charge-line": {"text": "720 ILCS 550/5(d)"}}))
    assert "under-18" in asked(go({**told, "charge-line": {"text": "720 ILCS 550/5(c)"}}))
    dropped: Told = {**NO_PAPER, "what": "delivery", "ended": "never-charged"}
    assert "when" not in asked(go({**dropped, "grams": {"amount": "6000 g"}}))


def test_no_end_is_asked_for_a_seal_that_a_charge_of_the_case_rules_out() -> None:
    plants: Told = {**NO_PAPER, "what": "plants", "sentence": "none", "judged": on("2014-05-03")}

    def keys(name: str) -> list[str]:
        return both({**plants, "what": "other", "charge-name": {"text": name}}, plants)

    assert "a-1.judged" in keys("Retail theft")
    assert "a-1.judged" not in keys("Domestic battery")
    assert "a-1.judged" not in keys("DUI")


def test_a_pardon_is_not_looked_for_beside_a_conviction_that_was_no_minor_offense() -> None:
    """The motion is for both of them; only where both were minor may a pardon be there already."""
    first: Told = {**NO_PAPER, "paper": "yes", "charge-line": UNSURE, "attempt": "no"}
    assert "a-2.attempt" in both(first, first)
    assert "a-2.attempt" not in both({**first, "attempt": "yes"}, first)


def test_of_a_dropped_charge_nothing_is_asked_beside_one_that_may_have_ended_in_any_way() -> None:
    unknown: Told = {**NO_PAPER, "ended": "probation", "probation": "section-410"}
    dropped: Told = {**NO_PAPER, "what": "delivery", "ended": "dismissed"}
    assert "a-2.under-18" in both(NO_PAPER | {"ended": "dismissed"}, dropped)
    assert "a-2.under-18" not in both({**unknown, "probation-end": "unsure"}, dropped)


def test_the_end_of_a_supervision_is_not_asked_beside_a_conviction() -> None:
    """The case then waits for no supervision: it is the conviction that decides."""
    running: Told = {**NO_PAPER, "ended": "supervision", "supervision-end": "open"}
    dui: Told = {**NO_PAPER, "what": "other", "charge-name": {"text": "DUI"}}
    assert "a-2.sentence-end" in both({**dui, "ended": "dismissed"}, running)
    assert "a-2.sentence-end" not in both(dui, running)


def test_no_end_is_asked_beside_one_that_cannot_be_told() -> None:
    plants: Told = {**NO_PAPER, "what": "plants", "sentence": "none", "judged": on("2014-05-03")}
    supervision: Told = {**NO_PAPER, "what": "delivery", "ended": "supervision"}
    assert "a-1.judged" in both(plants, {**supervision, "supervision-end": "completed"})
    assert "a-1.judged" not in both(plants, {**supervision, "supervision-end": "unsure"})


def test_no_class_is_asked_where_another_may_be_a_felony_whatever_is_told() -> None:
    """Of what still runs no class is asked, and growing plants has no amount that tells it."""
    plants: Told = {**NO_PAPER, "what": "plants", "sentence": "complete"}
    ended: Told = {**plants, "sentence-end": on("2024-03-01")}
    running: Told = {**ended, "ended": "supervision", "supervision-end": "open"}
    assert "a-2.class" in both(ended, ended)
    assert "a-2.class" not in both(running, ended)
    assert "a-2.class" not in both({**ended, "class": "unsure"}, ended)


def test_of_a_delivery_no_amount_is_asked_where_the_day_alone_decides() -> None:
    """To someone under 18, or so long ago that no chart tells the class of a felony."""
    felony: Told = {**NO_PAPER, "class": "felony"}
    minor: Told = {**felony, "what": "minor"}
    assert "grams" not in asked(go(minor))
    assert outcome(minor) is Outcome.NOT_ELIGIBLE_REFER
    assert outcome({**minor, "when": on("1980")}) is Outcome.GET_RECORD
    delivery: Told = {**felony, "what": "delivery", "under-18": "no"}
    assert "grams" not in asked(go({**delivery, "judged": on("1980"), "when": UNSURE}))
    since_the_chart = {**delivery, "judged": on("1990"), "when": on("1989")}
    assert "grams" in asked(go(since_the_chart))
    assert outcome(since_the_chart) is Outcome.MOTION


def test_where_nobody_knows_when_it_was_judged_only_the_day_of_the_offense_is_asked() -> None:
    """It may show that the judgment was too late for the form, never that it was not."""
    unknown: Told = {**NO_PAPER, "judged": UNSURE}
    assert "when" in asked(go(unknown))
    assert "grams" not in asked(go(unknown))
    assert outcome({**unknown, "when": on("2021-05-03")}) is Outcome.FORM_UNUSABLE_REFER
    assert {"when", "grams"}.isdisjoint(asked(go({**NO_PAPER, "judged": on("2019")})))
    of_any_class: Told = {**unknown, "class": "unsure", "grams": {"amount": "600 g"}}
    assert outcome(of_any_class) is Outcome.NOT_ELIGIBLE_REFER


def test_a_judgment_cannot_tell_that_it_did_not_happen_before_the_chart_of_deliveries() -> None:
    minor: Told = {**NO_PAPER, "what": "minor", "class": "felony", "when": UNSURE}
    assert "judged" not in asked(go(minor))
    light = {**minor, "class": "misdemeanor", "judged": on("1980")}
    assert "judged" in asked(go(light))
    assert outcome(light) is Outcome.FORM_UNUSABLE_REFER


@pytest.mark.parametrize(("grams", "is_asked"), [("400 g", False), ("60 g", True)])
def test_the_day_is_asked_for_the_class_only_where_the_tables_turned_for_the_amount(
    grams: str, is_asked: bool
) -> None:
    """From 30 to 100 grams a second time was a Class 3 felony until 2016, and above that it is."""
    unknown: Told = {**NO_PAPER, "class": "unsure", "first-time": "no", "judged": on("2018")}
    told: Told = {**unknown, "grams": {"amount": grams}}
    assert ("when" in asked(go(told))) is is_asked
    assert outcome(told) is Outcome.NOT_ELIGIBLE_REFER
    fits = Outcome.MOTION if is_asked else Outcome.NOT_ELIGIBLE_REFER
    assert outcome({**told, "when": on("2017")}) is fits
    assert "when" not in asked(go({**told, "judged": on("2014")})), "the judgment tells it"


def test_where_nobody_knows_the_class_the_tables_tell_how_long_the_wait_to_seal_is() -> None:
    unknown: Told = {**NO_PAPER, "class": "unsure", "sentence-end": on("2024-03-01"), "since": ""}
    told: Told = {**unknown, "judged": on("2021-05-03"), "when": on("2014-05-03")}
    assert {"grams", "when", "first-time"} <= set(asked(go(told)))
    assert sealed_from(told) is None
    assert sealed_from({**told, "first-time": "no"}) == date(2027, 3, 1)
    assert "first-time" not in asked(go({**told, "when": on("2017")})), "Class B either way"
    over = {**told, "sentence-end": on("2021-06-01")}
    assert {"when", "first-time"}.isdisjoint(asked(go(over)))


def sealed_from(told: Told) -> date | None:
    [step] = judged(go(told)).findings.cases[0].also
    assert step.code is Outcome.PETITION_SEAL
    return step.not_before


def test_the_amount_sold_to_someone_under_18_is_asked_only_for_the_wait_to_seal() -> None:
    minor: Told = {**NO_PAPER, "what": "minor", "class": "unsure", "when": on("2014-05-03")}
    assert "grams" not in asked(go(minor))
    running: Told = {**minor, "sentence-end": on("2024-03-01"), "since": ""}
    assert "grams" in asked(go(running))
    assert sealed_from({**running, "grams": {"amount": "1 g"}}) is None
    assert sealed_from(running) == date(2027, 3, 1)


def test_treatment_that_left_the_conviction_ends_later_than_the_day_of_the_judgment() -> None:
    tasc: Told = {"ended": "probation", "probation": "tasc", "probation-end": "judged"}
    told: Told = {**NO_PAPER, **tasc, "class": "felony-3", "judged": on("2021-05-03"), "since": ""}
    assert sealed_from({**told, "sentence-end": on("2024-03-01")}) == date(2027, 3, 1)
    assert "sentence-end" in asked(go(told))


def both(first: Told, second: Told) -> list[str]:
    """The keys of the questions about a case with two charges."""
    answers = go({**first, "another-charge": "no"}).with_answer("a-1.another-charge", chosen("yes"))
    return [step.key for step in path(go(second, answers=answers), DAY).steps]


def test_a_day_is_not_asked_that_leaves_the_case_to_the_same_end_beside_another_charge() -> None:
    """A gift does not fit the form, and then the case does not, whatever the other charge is."""
    gift: Told = {**NO_PAPER, "what": "gift"}
    sold: Told = {**NO_PAPER, "what": "minor", "class": "misdemeanor"}
    assert "a-2.when" not in both(gift, sold)
    assert "when" in asked(go(sold)), "alone it decides"


def test_of_a_dismissed_charge_no_amount_is_asked_beside_a_conviction() -> None:
    dropped: Told = {**NO_PAPER, "ended": "dismissed"}
    pipe: Told = {**NO_PAPER, "what": "paraphernalia"}
    assert {"a-2.grams", "a-2.when"}.isdisjoint(both(pipe, {**dropped, "another-charge": "unsure"}))
    assert "a-1.grams" in both(dropped, pipe), "the conviction was not told yet"


def test_an_end_still_ahead_is_not_asked_beside_a_charge_that_decides_without_it() -> None:
    """Another sentence whose end nobody knows leaves the day of sealing open anyway."""
    pipe: Told = {**NO_PAPER, "what": "paraphernalia", "sentence": "unsure"}
    going_on: Told = {**NO_PAPER, "ended": "supervision", "supervision-end": "open"}
    assert "a-2.sentence-end" not in both(pipe, going_on)
    assert "sentence-end" in asked(go(going_on))


def test_whether_a_case_is_over_is_not_asked_where_only_a_child_would_get_an_answer() -> None:
    """Of an arrest that nobody can date no age shows that the person was an adult then."""
    arrest: Told = {**NO_PAPER, "court": "none", "arrested": UNSURE, "arrest-end": "unsure"}
    unnamed: Told = {**arrest, "what": "paraphernalia", "when": UNSURE, "born": on("1960")}
    assert "over" not in asked(go(unnamed))
    assert outcome({**unnamed, "born": on("2012")}) is Outcome.JUVENILE
    assert "over" in asked(go({**unnamed, "arrested": on("2014")}))


def test_of_a_charge_that_nobody_can_name_no_amount_is_asked_while_it_is_served() -> None:
    """Nothing that follows the sentence is told where the case may not be one that waits for it."""
    unnamed: Told = {**NO_PAPER, "what": "unsure", "sentence": "serving"}
    assert {"a-1.grams", "a-1.when", "a-1.judged"}.isdisjoint(both(unnamed, NO_PAPER))
    unsure: Told = {**NO_PAPER, "what": "unsure", "sentence": "unsure"}
    assert "a-2.judged" not in both(unsure, {**NO_PAPER, "what": "delivery"})


def test_who_says_that_it_was_something_else_is_not_judged_by_the_words_on_the_paper() -> None:
    line: Told = {**COOK, "charge-line": {"text": "POSS CANNABIS"}, "what": "other"}
    told: Told = {**line, "charge-name": {"text": "Retail theft"}}
    charge = to_record(go(told), DAY).cases[0].charges[0]
    assert (charge.statute, charge.description, charge.confirmed) == (None, "Retail theft", False)
    assert outcome(told) is Outcome.NOT_ELIGIBLE_REFER


def test_of_several_charges_of_an_arrest_one_that_settles_no_age_settles_it_for_all() -> None:
    arrest: Told = {**NO_PAPER, "court": "none", "arrest-end": "dismissed", "when": UNSURE}
    undated: Told = {**arrest, "arrested": UNSURE, "what": "plants"}
    assert "a-2.when" not in both(undated, {**undated, "when": on("2014")})
    at_17: Told = {**arrest, "arrested": on("2012-05-03"), "what": "plants"}
    assert "a-2.grams" not in both(at_17, {**at_17, "what": "minor"})
    assert "a-1.grams" in both({**at_17, "what": "minor"}, at_17), "the plants were not told yet"


def test_the_class_of_a_theft_is_not_asked_for_a_seal_that_no_conviction_of_the_case_can_get() -> (
    None
):
    theft: Told = {**NO_PAPER, "what": "other", "charge-name": {"text": "Retail theft"}}
    recent: Told = {**theft, "sentence-end": on("2025-01")}
    dropped: Told = {**NO_PAPER, "ended": "never-charged"}
    assert {"a-1.class", "a-1.sentence-end"}.isdisjoint(both(recent, dropped))


def test_no_day_is_asked_that_only_speaks_for_what_cannot_be_shown_any_more() -> None:
    """Nobody knows whether it was a minor offense, and a judgment never shows that it was late."""
    told: Told = {**NO_PAPER, "what": "delivery", "ended": "dismissed", "under-18": "unsure"}
    unknown: Told = {**told, "grams": UNSURE, "when": UNSURE}
    assert "judged" not in asked(go(unknown))
    assert "judged" in asked(go({**unknown, "under-18": "no", "grams": {"amount": "9 g"}}))


def test_what_follows_the_sentence_is_told_with_the_sentences_of_the_others_served_too() -> None:
    unsure: Told = {**NO_PAPER, "ended": "unsure", "over": "yes", "grams": {"amount": "9 g"}}
    serving: Told = {**NO_PAPER, "sentence": "serving", "sentence-end": on("2027-05-01")}
    assert "a-2.judged" in both({**unsure, "since": ""}, {**serving, "since": ""})


def test_the_end_of_a_sentence_is_not_asked_for_a_case_that_was_not_told_yet() -> None:
    theft: Told = {**NO_PAPER, "what": "other", "charge-name": {"text": "Retail theft"}}
    answers = go({**theft, "since": ""}).with_answer("a.another-case", chosen("yes"))
    here = {
        "b.where": chosen("illinois"),
        "b.county": {"county": "Cook"},
        "b.court": chosen("none"),
    }
    for key, raw in here.items():
        answers = answers.with_answer(key, raw)
    assert "a-1.sentence-end" not in [step.key for step in path(answers, DAY).steps]


def test_of_a_charge_that_another_one_took_the_place_of_nothing_more_is_asked() -> None:
    amended: Told = {**NO_PAPER, "what": "delivery", "ended": "amended"}
    of_it = [key for key in both(amended, NO_PAPER) if key.startswith("a-1")]
    assert of_it == ["a-1.what", "a-1.ended"]


@pytest.mark.parametrize("judgment", ["2016-07-29", "2019-06-01", "2016"])
@pytest.mark.parametrize("amount", ["5 g", "10 g"])
def test_the_day_is_asked_that_can_show_a_conviction_to_have_been_a_ticket(
    judgment: str, amount: str
) -> None:
    """From July 29, 2016 up to 10 grams was a civil ticket: a wrong yes if nobody asks."""
    told: Told = {
        **NO_PAPER,
        "grams": {"amount": amount},
        "class": "unsure",
        "judged": on(judgment),
    }
    assert "when" in asked(go(told))
    assert outcome({**told, "when": on("2016-07-28")}) is Outcome.MOTION
    assert outcome({**told, "when": on("2016-07-29")}) is Outcome.GET_RECORD
    for otherwise in (
        {"judged": on("2016-07-28")},
        {"grams": {"amount": "10.01 g"}},
        {"another-charge": "unsure"},
    ):
        assert "when" not in asked(go({**told, **otherwise}))
