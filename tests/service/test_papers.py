"""Every paper of a packet, made as a person gets it, and read back."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from pikepdf import Pdf

from portal.counties.county import county
from portal.counties.help import helpers
from portal.facts import Answer, Case, Disposition, Sentence
from portal.filing import Filing, Referral, Told
from portal.languages import Language, Voice, offered, voice
from portal.packet.contents import Packet
from portal.packet.documents import documents_for
from portal.packet.forms.edition import editions
from portal.packet.letters import letters
from portal.pdf.bundle import count_pages
from portal.say import say
from portal.service.packets import judge, sheets_for
from portal.service.papers import everything, listing, make
from tests.pdf import samples
from tests.pdf.reading import (
    CHECKED,
    flat,
    fonts_of,
    pages_of,
    problems,
    spoken,
    text_of,
    untracked,
)
from tests.service.records import CONVICTED, DAY, case_with, on, record

EN = voice("en")
ES = Voice(
    Language(tag="es", name="Español", english_name="Spanish"),
    gettext.NullTranslations(),
    Locale.parse("es"),
)
RTL = Voice(
    Language(tag="ar", name="العربية", english_name="Arabic", rtl=True),
    gettext.NullTranslations(),
    Locale.parse("en"),  # our fonts have no Arabic letters yet
)
COURT_FORMS = Path(__file__).resolve().parents[3] / "shared" / "court-forms"
FILES = {
    "EXC-M": "cxp-motion-to-vacate-and-expunge.pdf",
    "EXC-N": "cxp-notice-of-court-date-for-motion.pdf",
    "EXC-O": "cxp-order-granting-or-denying-motion.pdf",
    "EXC-AA": "cxp-additional-cannabis-convictions.pdf",
    "EXC-AM": "cxp-additional-notice-of-court-date.pdf",
}


@pytest.fixture(scope="module")
def official() -> Mapping[str, Path]:
    if not COURT_FORMS.is_dir():
        pytest.skip(f"the court's own forms are not in {COURT_FORMS}")
    return {id: COURT_FORMS / name for id, name in FILES.items()}


def steps(packet: Packet, said: Voice = EN) -> bytes:
    return make(packet, "next-steps", said, {})


@pytest.mark.parametrize(
    ("count", "sheets", "further_notices", "orders"),
    [(1, 0, 0, 1), (18, 0, 0, 1), (19, 1, 1, 2), (37, 2, 1, 3), (60, 3, 1, 4), (64, 3, 2, 4)],
)
def test_each_count_of_cases_has_its_papers(
    count: int, sheets: int, further_notices: int, orders: int
) -> None:
    packet = samples.packet(count)
    court = {
        one.id: flat(make(packet, one.id, EN, {})) for one in documents_for(packet) if one.court
    }
    assert court.get("additional-convictions", "").count("ADDITIONAL CANNABIS") == sheets
    assert court.get("additional-notice", "").count("ADDITIONAL NOTICE OF") == further_notices
    assert court["order"].count("ORDER GRANTING OR DENYING") == orders
    assert court["notice"].count("NOTICE OF COURT DATE") == 1
    for row in packet.rows:
        assert row.case_number in court["order"]
        assert row.case_number in court["notice"] + court.get("additional-notice", "")
    assert [
        f"This is order {at} of {orders}." in court["order"] for at in range(1, orders + 1)
    ] == [orders > 1] * orders


def test_the_additional_papers_follow_what_there_is_and_not_the_list() -> None:
    packet = samples.packet(19)
    without = replace(packet, documents=("motion", "notice"))
    assert [one.id for one in documents_for(without)] == [
        "motion",
        "additional-convictions",
        "notice",
        "additional-notice",
    ]
    few = replace(samples.packet(18), documents=packet.documents)
    assert "additional-convictions" not in {one.id for one in documents_for(few)}


def test_the_whole_packet_is_small_and_whole() -> None:
    packet = samples.packet(3)
    whole = everything(packet, EN, {})
    assert len(whole) <= 120_000
    assert problems(whole) == []
    assert untracked(whole) == []
    assert len({row[0] for row in fonts_of(whole)}) == len(fonts_of(whole))
    lines = listing(packet, EN, {})
    assert [line.id for line in lines] == list(packet.documents)
    assert sum(line.pages for line in lines) == pages_of(whole)
    assert all(line.sheets == line.pages for line in lines)
    for line in lines:
        assert line.pages == pages_of(make(packet, line.id, EN, {}))


def test_next_steps_are_one_page_however_much_there_is_to_warn_of() -> None:
    warned = tuple(
        say(
            "Warning %(at)s: the box at a number of the motion is empty. Ask before you sign.",
            at=at,
        )
        for at in range(9)
    )
    for packet in (
        samples.packet(1, warnings=()),
        samples.packet(60),
        samples.packet(60, warnings=warned),
        samples.take_along(),
        samples.packet(2, county=county("Will"), helpers=()),
    ):
        made = steps(packet)
        assert pages_of(made) == 1
        text = spoken(made)
        assert text.index("What to do") < text.index("Free help")
        assert "It tells only what you chose to tell." in text
        assert ("ask the judge to look again." in text) == bool(packet.rows)
        assert ("Additional notice of court date: " in text) == (len(packet.rows) > 18)
        for at in range(len(packet.warnings)):
            assert f"Warning {at}:" in spoken(made) or packet.warnings != warned


def test_next_steps_tell_where_to_file_how_much_to_print_and_whom_to_call() -> None:
    packet = samples.packet(3)
    text = spoken(steps(packet))
    pages = sum(
        pages_of(make(packet, one.id, EN, {})) for one in documents_for(packet) if one.court
    )
    assert f"The court papers have {pages} pages." in text
    assert f"That takes {pages * 4} sheets of paper." in text
    for told in (
        "2600 S. California Ave.",
        "(773) 674-3160",
        "(312) 738-2452",
        "Rule 298",
        "60 days",
    ):
        assert told in text
    order = [text.index(word) for word in ("Check every", "Sign by", "Make copies", "File with")]
    assert order == sorted(order)


def test_a_county_with_doubts_says_so_and_no_county_leaves_a_line() -> None:
    will = spoken(steps(samples.packet(1, county=county("Will"))))
    assert "We are not sure about the address" in will
    nowhere = spoken(steps(samples.packet(1, county=None)))
    assert "The Circuit Clerk of the county where you were convicted" in nowhere


def test_no_paper_promises_or_prices() -> None:
    for packet in (samples.packet(3), samples.take_along()):
        for one in documents_for(packet):
            text = flat(make(packet, one.id, EN, {}))
            assert not re.search(r"\byou are eligible\b|\byou qualify\b|guarantee", text, re.I), one
            assert not re.search(r"[$€]\s?\d|\d+ dollars", text), one


def test_the_guide_has_the_numbers_of_the_court_papers_and_says_not_to_file_it() -> None:
    guide = spoken(make(samples.packet(3), "guide", EN, {}))
    assert "Do not file this guide" in guide
    numbers = ["1a", "1b", "2", "3", "4", "5a", "5b", "5c", "6"]
    motion = guide.split("Motion: you ask the court")[1].split("Notice: the State")[0]
    at = 0
    for number in numbers:
        at = motion.index(f" {number} ", at)
    assert guide.count(CHECKED) == 6  # the five of the motion and the fee waiver


def test_the_guide_tells_what_was_left_blank() -> None:
    packet = samples.packet(1, ages=samples.Ages(), statements=samples.Statements())
    guide = spoken(make(packet, "guide", EN, {}))
    assert CHECKED not in guide
    assert guide.count("Blank. Fill it in by hand.") == 3
    assert guide.count("Check it by hand only if it is true.") == 6


def test_every_reason_stands_there_with_its_source_result_and_the_day_it_was_read() -> None:
    packet = samples.packet(3)
    text = spoken(make(packet, "reasons", EN, {}))
    packed = text.replace(" ", "")
    for one in packet.cases:
        assert (one.case.case_number or "") in text
        for reason in one.finding.reasons:
            assert EN.text(reason.says) in text
            word = {Answer.YES: "Yes", Answer.NO: "No", Answer.UNKNOWN: "Notknown"}[reason.truth]
            assert f"{reason.rule}:{word}" in packed
            for cite in reason.cites:
                read = f"read on {EN.day(cite.read_on)}" if cite.read_on else "not yet read by us"
                assert f"{cite.text}: {read}".replace(" ", "") in packed
    assert "not yet read by us" in text
    assert f"version {packet.rulebook[:8]}" in text
    assert packet.rulebook in packed
    assert "November 22, 2026" in text


def reasons_of(*cases: Case) -> str:
    sheets = sheets_for(judge(record(*cases), DAY), Filing(), language="en", number="3F9K2M")
    return flat(make(sheets, "reasons", EN, {}))


def test_each_way_is_told_with_its_own_day() -> None:
    ended = on(2025, 9, 22)
    probation = replace(
        CONVICTED,
        disposition=Disposition.QUALIFIED_PROBATION_COMPLETED,
        disposition_date=ended,
        sentence_end_date=ended,
    )
    text = reasons_of(case_with(probation))
    assert "with another form. Not before September 22, 2030." in text
    assert "hidden from most people. Not before September 22, 2027." in text


def test_what_has_to_wait_for_the_end_of_a_sentence_is_told_as_of_later() -> None:
    serving = replace(CONVICTED, sentence=Sentence.SERVING, sentence_end_date=on(2027, 5, 1))
    text = reasons_of(case_with(serving))
    assert "Your motion to the court: Later, when it is time: Likely." in text
    assert "a judge decides. Not before May 2, 2027." in text
    assert "ready to read, sign and file" not in text


def test_cases_of_which_the_same_is_said_stand_together() -> None:
    packet = samples.packet(60)
    made = make(packet, "reasons", EN, {})
    assert pages_of(made) <= 8
    text = flat(made)
    assert all((one.case.case_number or "") in text for one in packet.cases)


def test_the_record_page_sends_to_chicago_only_in_cook_county() -> None:
    cook = flat(make(samples.packet(1), "record", EN, {}))
    will = flat(make(samples.packet(1, county=county("Will")), "record", EN, {}))
    nowhere = flat(make(samples.take_along(), "record", EN, {}))
    assert "3510 S. Michigan" in cook
    assert "3510 S. Michigan" not in will + nowhere
    for text in (cook, will, nowhere):
        assert "260 N. Chicago St." in text
        assert "Social Security number" in text


def test_the_letters_tell_only_what_was_ticked() -> None:
    told = Referral(to_states_attorney=True, to_legal_aid=True)
    packet = samples.packet(2, referral=told)
    pdf = make(packet, "referral", EN, {})
    text = spoken(pdf)
    assert pages_of(pdf) == 2
    assert "State’s Attorney of Cook County, Illinois" in text
    assert "Cabrini Green Legal Aid" in text
    secrets = (packet.filer.name, "May 9, 1971", "1992-CR", "555-0142", packet.filer.email)
    for secret in (*secrets, packet.filer.street):
        assert secret not in text
    assert text.count("Please do not try to reach them.") == 2


def test_a_letter_claims_no_wish_of_a_person_who_chose_no_office_or_was_not_asked() -> None:
    packet = samples.packet(2, language="es", referral=Referral())
    text = spoken(make(packet, "referral", EN, {}))
    assert "The person has chosen" not in text
    assert "The person chose" not in text
    assert "do not try to reach" not in text
    assert "English" not in text
    assert "Please answer in" in text
    assert "by hand" in text
    for secret in (packet.filer.name, "1992-CR", "555-0142", packet.filer.street):
        assert secret not in text
    assert problems(make(packet, "referral", EN, {})) == []


@pytest.mark.parametrize(
    ("name", "lawyers"),
    [
        ("Cook", "Cabrini Green Legal Aid"),
        ("DuPage", "Prairie State Legal Services"),
        ("Union", "Land of Lincoln Legal Aid"),
        (None, ""),
    ],
)
def test_a_letter_that_nobody_was_asked_about_names_the_legal_aid_of_the_one_county(
    name: str | None, lawyers: str
) -> None:
    found = county(name) if name else None
    packet = samples.take_along(county=found, helpers=helpers(found), referral=Referral())
    (letter,) = letters(packet)
    assert letter.to == lawyers
    text = spoken(make(packet, "referral", EN, {}))
    assert lawyers in text
    assert letter.phone in text
    # Only who says so lets a State's Attorney know.
    assert "Attorney" not in text
    assert pages_of(make(packet, "referral", EN, {})) == 1


@pytest.mark.parametrize("recipient", ["to_states_attorney", "to_legal_aid"])
def test_a_letter_goes_to_whom_it_was_ticked_for(recipient: str) -> None:
    packet = samples.packet(1, referral=Referral(**{recipient: True}))
    text = spoken(make(packet, "referral", EN, {}))
    assert ("Request to the State’s Attorney" in text) == (recipient == "to_states_attorney")
    assert ("Request for legal help" in text) == (recipient == "to_legal_aid")


def test_a_letter_says_how_it_is_safe_to_answer() -> None:
    ways = Referral(
        to_legal_aid=True,
        tell_name=True,
        tell_birth_date=True,
        tell_cases=True,
        in_own_language=True,
        by_phone="(312) 555-0142",
        by_post="Box 12, Chicago, IL 60624",
        by_email="x@example.org",
    )
    packet = samples.packet(12, language="es", referral=ways)
    text = spoken(make(packet, "referral", EN, {}))
    for told in (
        "Spanish",
        "Please do not leave a message.",
        "Box 12",
        "x@example.org",
        "May 9, 1971",
    ):
        assert told in text
    assert "And 2 more." in text
    safe = replace(ways, voicemail_safe=True)
    assert "You may leave a message." in spoken(
        make(samples.packet(1, referral=safe), "referral", EN, {})
    )


@pytest.mark.parametrize(("own", "tag"), [(True, "es"), (False, "en")])
def test_a_letter_is_answered_in_english_unless_the_own_language_was_ticked(
    own: bool, tag: str
) -> None:
    told = Referral(to_legal_aid=True, in_own_language=own)
    (letter,) = letters(samples.packet(1, language="es", referral=told))
    assert letter.answer_language == tag


@pytest.mark.parametrize("count", [1, 10, 60])
def test_a_letter_is_one_page(count: int) -> None:
    ways = Referral(to_legal_aid=True, tell_name=True, tell_birth_date=True, tell_cases=True)
    assert pages_of(make(samples.packet(count, referral=ways), "referral", EN, {})) == 1


TOLD = (
    Told(case="c0", asked=say("How did it end?"), said=say("I got probation")),
    Told(case="c1", asked=say("How did it end?"), said=say("It was dropped")),
)
TELLS = "What the person told Fresh Page"


def test_legal_aid_reads_what_was_told_on_a_page_behind_the_sheet() -> None:
    ways = Referral(asked=True, to_states_attorney=True, to_legal_aid=True, tell_cases=True)
    packet = samples.packet(2, referral=ways, told=TOLD)
    pdf = make(packet, "referral", EN, {})
    assert pages_of(pdf) == 3
    attorney, lawyers, told = text_of(pdf).split("\f")[:3]
    assert "Request to the State" in attorney
    assert "Request for legal help" in lawyers
    assert "probation" not in attorney + lawyers
    assert TELLS in told
    assert told.index("1992-CR-0100417") < told.index("I got probation")
    assert told.index("I got probation") < told.index("It was dropped")
    assert "Nothing was checked" in told
    assert problems(pdf) == []


@pytest.mark.parametrize(
    ("wish", "pages"),
    [
        (Referral(), 1),
        (Referral(asked=True), 0),
        (Referral(asked=True, to_legal_aid=True), 0),
        (Referral(asked=True, to_states_attorney=True, tell_cases=True), 0),
    ],
    ids=["not asked", "wants nobody", "does not tell of cases", "the State's Attorney alone"],
)
def test_what_was_told_stands_there_by_wish_or_where_the_person_can_keep_it_back(
    wish: Referral, pages: int
) -> None:
    packet = samples.take_along(referral=wish, told=TOLD)
    text = spoken(make(packet, "referral", EN, {}))
    assert text.count(TELLS) == text.count("I got probation") == pages
    assert text.count("hands it over only if they want to") == pages
    kept_back = "Give that page along only if you want to." in spoken(steps(packet))
    assert kept_back is bool(pages)


def test_take_along_sheets_make_sense_without_a_county_or_a_motion() -> None:
    packet = samples.take_along()
    whole = everything(packet, EN, {})
    text = spoken(whole)
    assert problems(whole) == []
    assert "There is nothing to file yet." in text
    assert "Circuit Clerk," not in text
    assert "File with the Circuit Clerk" not in text
    assert "Unsure:" in text
    assert "New Leaf Illinois" in text


def test_residents_papers_are_in_their_language_and_court_papers_in_english() -> None:
    packet = samples.packet(1)
    for one in documents_for(packet):
        with Pdf.open(BytesIO(make(packet, one.id, ES, {}))) as opened:
            lang = str(opened.Root.Lang)
        assert lang == ("en" if one.court or one.id == "referral" else "es"), one.id
    assert problems(everything(packet, ES, {})) == []


@pytest.mark.parametrize("tag", [language.tag for language in offered()])
def test_in_every_language_all_papers_make_one_file(tag: str) -> None:
    packet = samples.packet(1)
    whole = everything(packet, voice(tag), {})
    assert problems(whole) == []
    alone = [make(packet, one.id, voice(tag), {}) for one in documents_for(packet)]
    assert count_pages(whole) == sum(map(count_pages, alone))


def test_in_a_language_from_right_to_left_numbers_stay_as_they_are() -> None:
    packet = samples.packet(1)
    whole = everything(packet, RTL, {})
    assert problems(whole) == []
    for id in ("reasons", "record", "guide"):
        assert "1992-CR-0100417" in spoken(make(packet, id, RTL, {})) or id == "guide"
    # Poppler turns the brackets of a line from right to left, whatever stands in it.
    said = spoken(make(packet, "next-steps", RTL, {}))
    assert re.search(r"[()]312[()] 738-2452", said)


def test_a_paper_that_is_not_in_the_packet_is_not_made() -> None:
    with pytest.raises(ValueError, match="not in this packet"):
        make(samples.take_along(), "motion", EN, {})
    with pytest.raises(ValueError, match="not in this packet"):
        make(samples.packet(18), "additional-notice", EN, {})
    with pytest.raises(KeyError):
        make(samples.packet(1), "elsewhere", EN, {})


def test_the_papers_name_the_editions_whose_forms_we_know() -> None:
    known = {f"{one.id} {one.number} ({one.edition})" for one in editions()}
    follow = {one.follows for one in documents_for(samples.packet(19)) if one.court}
    assert follow == known


def test_installed_court_forms_are_filled_in(official: Mapping[str, Path]) -> None:
    packet = samples.packet(19)
    motion = make(packet, "motion", EN, official)
    assert "EXC-M 4702.2" in flat(motion)
    assert "Follows" not in flat(motion)
    assert "Denise Marie Calloway" in flat(motion)
    whole = everything(packet, EN, official)
    assert "They follow the numbering" not in spoken(whole)
    assert sum(line.pages for line in listing(packet, EN, official)) == pages_of(whole)


def test_where_a_value_has_no_room_on_the_courts_form_we_typeset(
    official: Mapping[str, Path],
) -> None:
    listed = tuple(replace(row, agency="Interagency Task Force " * 12) for row in samples.rows(2))
    motion = flat(make(samples.packet(2, rows=listed), "motion", EN, official))
    assert "Follows EXC-M 4702.2" in motion
    assert motion.count("Interagency") == 24
