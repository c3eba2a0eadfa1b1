"""What a voice says of days, amounts and lists, plain and as markup."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from gettext import NullTranslations

import pytest

from portal.facts import read_span, show_span
from portal.languages import BY_TAG, Voice, voice
from portal.say import Many, Span, say, say_many


@pytest.mark.parametrize(
    ("written", "english", "spanish"),
    [
        ("2014-05-03", "May 3, 2014", "3 de mayo de 2014"),
        ("2014-02", "February 2014", "febrero de 2014"),
        ("2014", "2014", "2014"),
        ("2002/2004", "2002–2004", "2002–2004"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(written: str, english: str, spanish: str) -> None:
    span = read_span(written)
    assert span is not None
    assert voice("en").span(span) == english
    assert voice("es").span(span) == spanish
    assert show_span(span) == written


def test_part_of_a_month_is_not_the_month() -> None:
    part = Span(date(2014, 2, 1), date(2014, 2, 27))
    assert voice("en").span(part) == "February 1, 2014 – February 27, 2014"


def test_verbatim_values_are_escaped_and_isolated() -> None:
    said = voice("en").html(say("Case %(number)s", number="<b>2014-CM-1</b>"))
    assert said == 'Case <bdi dir="ltr">&lt;b&gt;2014-CM-1&lt;/b&gt;</bdi>'


def test_a_hole_may_hold_a_number_a_day_a_message_or_a_list() -> None:
    inner = Many((say("misdemeanor"), say("Class 4 felony")))
    msg = say(
        "%(grams)s, %(day)s, %(list)s", grams=Decimal("28.35"), day=date(2014, 5, 3), list=inner
    )
    assert voice("en").text(msg) == "28.35, May 3, 2014, misdemeanor and Class 4 felony"


def test_a_plural_follows_the_count() -> None:
    said = [
        voice("en").text(say_many("%(count)s page", "%(count)s pages", count)) for count in (1, 2)
    ]
    assert said == ["1 page", "2 pages"]


def test_a_percent_sign_is_one() -> None:
    assert voice("en").text(say("100%% sure")) == "100% sure"
    assert str(voice("en").html(say("100%% of %(all)s", all="it"))).startswith("100% of")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        voice("../es")


def spoken(sentence: str) -> str:
    """What an Arabic voice makes of a sentence no catalog has."""
    voice_of = Voice(BY_TAG["ar"], NullTranslations(), BY_TAG["ar"].locale)
    return str(voice_of.text(say(sentence, number="7")))


@pytest.mark.parametrize(
    ("sentence", "isolated"),
    [
        ("المادة 720 ILCS 550/4(c).", "المادة \u2066720 ILCS 550/4(c)\u2069."),
        ("جنحة (Class A misdemeanor)", "جنحة (\u2066Class A misdemeanor\u2069)"),
        (
            "«10-30 GRAMS» أو 312-555-0100",
            "«\u206610-30\xa0GRAMS\u2069» أو \u2066312-555-0100\u2069",
        ),
        (
            "«Circuit Court of … County, Illinois»",
            "«\u2066Circuit Court of … County, Illinois\u2069»",
        ),
        ("خلال 60 يومًا", "خلال 60 يومًا"),
        ("القضية %(number)s من Cook", "القضية \u20667\u2069 من \u2066Cook\u2069"),
    ],
)
def test_english_within_an_arabic_sentence_keeps_its_own_order(
    sentence: str, isolated: str
) -> None:
    assert spoken(sentence) == isolated


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 شهر"), (1, "شهر واحد"), (2, "شهران"), (3, "3 أشهر"), (11, "11 شهرًا"), (100, "100 شهر")],
)
def test_arabic_counts_in_six_ways(count: int, said: str) -> None:
    """Babel's own head for a new Arabic catalog has the last two forms in the other order."""
    assert voice("ar").text(say_many("%(count)s month", "%(count)s months", count)) == said
