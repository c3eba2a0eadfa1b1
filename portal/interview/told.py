"""What the answers about a charge and its case come to, in the words of the law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final, TypeVar

from portal.charges.read import Reading, Sure, read_charge
from portal.facts import Court, Disposition, Jurisdiction, OffenseClass, ProbationKind
from portal.interview.kinds import Weight
from portal.interview.question import View, Words

STATUTES: Final = {
    "possession": "720 ILCS 550/4",
    "delivery": "720 ILCS 550/5",
    "minor": "720 ILCS 550/5",
    "trafficking": "720 ILCS 550/5.1",
    "school": "720 ILCS 550/5.2",
    "gift": "720 ILCS 550/6",
    "plants": "720 ILCS 550/8",
    "paraphernalia": "720 ILCS 600/3.5",
}
"""The section each plain choice stands for. Section 7, to someone under 18, is a section 5 delivery
with a longer sentence, so it is told by ``to_minor``."""
READINGS: Final[Mapping[Words, Reading]] = {
    (statute, None): read_charge(statute, None) for statute in (None, *STATUTES.values())
}
"""What these say, and what a charge says of which nothing was told."""
ACT: Final = "550"


T = TypeVar("T")


def once(find: Callable[[View], T]) -> Callable[[View], T]:
    """Finds it once at each place; the answers do not change while they are read."""
    name = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def found(view: View) -> T:
        known: dict[str, Any] = view.known
        if name not in known:
            known[name] = find(view)
        value: T = known[name]
        return value

    return found


def jurisdiction(view: View) -> Jurisdiction:
    return _JURISDICTIONS.get(view.choice("where"), Jurisdiction.UNKNOWN)


_JURISDICTIONS: Final = {str(member): member for member in Jurisdiction}


def is_elsewhere(view: View) -> bool:
    """Whether no Illinois court can clear the case."""
    return jurisdiction(view) not in (Jurisdiction.ILLINOIS, Jurisdiction.UNKNOWN)


def court(view: View) -> Court:
    return _COURTS.get(view.choice("court"), Court.UNKNOWN)


_COURTS: Final = {str(member): member for member in Court}


@once
def is_ordinary(view: View) -> bool:
    """Whether the case goes on to the questions about its charges."""
    if is_elsewhere(view) or not view.choice("court"):
        return False
    return court(view) in (Court.ADULT, Court.NONE, Court.UNKNOWN)


@once
def is_only_an_arrest(view: View) -> bool:
    """Whether there was no case in court, so that all of it ended as the arrest did."""
    return is_ordinary(view) and court(view) is Court.NONE


def line(view: View) -> str:
    """The line of the paper about the charge; "" where there is none."""
    return view.text("charge-line") if view.is_yes("paper") else ""


@once
def read_line(view: View) -> Reading | None:
    """What the line says, not yet confirmed; ``None`` where nothing could be read."""
    text = line(view)
    found = view.read.reading(text, None) if text else None
    return None if found is None or found.sure is Sure.UNREAD else found


def accepted(view: View) -> Reading | None:
    """What the line says and the person confirmed."""
    found = read_line(view)
    return found if found is not None and view.is_yes("read-as") else None


@once
def needs_plain_words(view: View) -> bool:
    """Whether the paper does not show what the charge was, so that the person has to say it."""
    if not view.choice("paper"):
        return False
    if view.is_yes("paper") and not view.is_answered("charge-line"):
        return False
    if read_line(view) is not None and not view.choice("read-as"):
        return False
    found = accepted(view)
    if found is None:
        return True
    return found.section is None and found.cannabis is not False


def plain(view: View) -> str:
    """The plain choice, where it counts."""
    return view.choice("what") if needs_plain_words(view) else ""


def may_be_an_attempt(view: View) -> bool:
    """Whether there is a paper that may say so, and no reading of it that says whether it does."""
    worded = plain(view) in ("possession", "delivery") and accepted(view) is None
    return view.is_yes("paper") and worded


@once
def is_described(view: View) -> bool:
    """Whether it was told what the charge was, or that this is not known."""
    if needs_plain_words(view):
        return bool(view.choice("what"))
    return accepted(view) is not None


@once
def section(view: View) -> str | None:
    """The section of the Cannabis Control Act, "other" for other laws, ``None`` where not known."""
    found = accepted(view)
    if found is not None and found.section is not None:
        conspiring = found.inchoate not in (None, "attempt")
        return found.section if found.act == ACT and not conspiring else "other"
    if found is not None and found.cannabis is False:
        return "other"
    statute = STATUTES.get(plain(view))
    if statute is None:
        return "other" if plain(view) == "other" else None
    act, _, number = statute.removeprefix("720 ILCS ").partition("/")
    return number if act == ACT else "other"


def weight(view: View) -> Weight | None:
    value = view.value("grams")
    return value if isinstance(value, Weight) else None


def ended_by(view: View) -> str:
    """What ended the charge: a judgment, or what stands for one. An arrest ends as a whole."""
    return "" if is_only_an_arrest(view) else view.choice("ended")


@once
def disposition(view: View) -> Disposition:
    """How the charge ended. Plain probation is a conviction; probation under a law that ends in a
    dismissal is not, once it has ended so."""
    if court(view) is Court.CIVIL_CITATION:
        return _CITATION.get(view.choice("citation"), Disposition.UNKNOWN)
    if is_only_an_arrest(view):
        return _ENDED.get(view.choice("arrest-end"), Disposition.UNKNOWN)
    ended = ended_by(view)
    if ended == "supervision":
        return _SUPERVISION.get(view.choice("supervision-end"), Disposition.SUPERVISION_UNKNOWN)
    if ended != "probation":
        return _ENDED.get(ended, Disposition.UNKNOWN)
    if view.choice("probation") == "plain":
        return Disposition.CONVICTED
    return _PROBATION.get(view.choice("probation-end"), Disposition.UNKNOWN)


_CITATION: Final = {
    "paid": Disposition.PAID,
    "unpaid": Disposition.UNPAID,
    "dismissed": Disposition.DISMISSED,
}
_ENDED: Final = {
    "convicted": Disposition.CONVICTED,
    "dismissed": Disposition.DISMISSED,
    "acquitted": Disposition.ACQUITTED,
    "never-charged": Disposition.RELEASED_WITHOUT_CHARGE,
    "vacated": Disposition.VACATED,
    "amended": Disposition.AMENDED,
    "pending": Disposition.PENDING,
}
_SUPERVISION: Final = {
    "completed": Disposition.SUPERVISION_COMPLETED,
    "open": Disposition.SUPERVISION_OPEN,
    "revoked": Disposition.SUPERVISION_REVOKED,
}
_PROBATION: Final = {
    "completed": Disposition.QUALIFIED_PROBATION_COMPLETED,
    "judged": Disposition.QUALIFIED_PROBATION_COMPLETED,
    "open": Disposition.QUALIFIED_PROBATION_OPEN,
    "revoked": Disposition.QUALIFIED_PROBATION_REVOKED,
}
_KINDS: Final = {
    "section-10": ProbationKind.SECTION_10,
    "section-410": ProbationKind.SECTION_410,
    "section-70": ProbationKind.SECTION_70,
    "second-chance": ProbationKind.SECOND_CHANCE,
}


def probation_kind(view: View) -> ProbationKind | None:
    """Under which law; TASC counts as no conviction only where the judgment was vacated."""
    if ended_by(view) != "probation":
        return None
    kind, end = view.choice("probation"), view.choice("probation-end")
    if kind == "tasc":
        if end == "completed":
            return ProbationKind.TASC_VACATED
        return ProbationKind.TASC_JUDGMENT if end == "judged" else None
    return _KINDS.get(kind)


CONVICTED: Final = frozenset(
    {
        Disposition.CONVICTED,
        Disposition.SUPERVISION_REVOKED,
        Disposition.QUALIFIED_PROBATION_REVOKED,
    }
)
COMPLETED: Final = frozenset(
    {Disposition.SUPERVISION_COMPLETED, Disposition.QUALIFIED_PROBATION_COMPLETED}
)
RUNNING: Final = frozenset({Disposition.SUPERVISION_OPEN, Disposition.QUALIFIED_PROBATION_OPEN})
OPEN_ENDED: Final = frozenset({Disposition.UNKNOWN, Disposition.SUPERVISION_UNKNOWN})


@once
def has_told_end(view: View) -> bool:
    """Whether everything about the end was told, or that it is not known."""
    if is_only_an_arrest(view):
        return bool(view.choice("arrest-end"))
    ended = ended_by(view)
    if ended == "supervision":
        return bool(view.choice("supervision-end"))
    if ended == "probation":
        kind = view.choice("probation")
        return kind == "plain" or bool(kind and view.choice("probation-end"))
    return bool(ended)


@once
def is_convicted(view: View) -> bool:
    """Whether the charge ended in a conviction."""
    judged = probation_kind(view) is ProbationKind.TASC_JUDGMENT
    return has_told_end(view) and (judged or disposition(view) in CONVICTED)


def may_be_convicted(view: View) -> bool:
    """Whether it did, or nobody knows."""
    return is_convicted(view) or (has_told_end(view) and disposition(view) in OPEN_ENDED)


def has_run_out(view: View) -> bool:
    """Whether supervision or special probation was finished without a conviction."""
    return disposition(view) in COMPLETED and not is_convicted(view)


def class_on_line(view: View) -> OffenseClass | None:
    """The class that the confirmed line prints."""
    found = accepted(view)
    printed = found.offense_class if found is not None else None
    return OffenseClass(printed) if printed else None


def offense_class(view: View) -> OffenseClass | None:
    """The class as it was chosen; ``None`` where it is not known."""
    chosen = view.choice("class")
    return OffenseClass(chosen) if chosen in list(OffenseClass) else None
