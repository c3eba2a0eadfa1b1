"""How a case can have ended, by the kind of court it was in."""

from __future__ import annotations

from portal.facts import Court, Disposition

_TICKET_ENDS = frozenset({Disposition.PAID, Disposition.UNPAID})
_ENDS_OF_A_CRIMINAL_CASE = frozenset(
    {
        Disposition.CONVICTED,
        Disposition.SUPERVISION_COMPLETED,
        Disposition.SUPERVISION_OPEN,
        Disposition.SUPERVISION_REVOKED,
        Disposition.SUPERVISION_UNKNOWN,
        Disposition.QUALIFIED_PROBATION_COMPLETED,
        Disposition.QUALIFIED_PROBATION_OPEN,
        Disposition.QUALIFIED_PROBATION_REVOKED,
    }
)
_JUDGED = _ENDS_OF_A_CRIMINAL_CASE | {Disposition.ACQUITTED, Disposition.VACATED}
_ELSEWHERE = frozenset({Disposition.ADJUDICATED_DELINQUENT, Disposition.ORDINANCE_FINED})
_NOT_AN_END_OF: dict[Court, frozenset[Disposition]] = {
    Court.ADULT: _TICKET_ENDS | _ELSEWHERE,
    Court.NONE: _TICKET_ENDS | _ELSEWHERE | _JUDGED,
    Court.CIVIL_CITATION: _ELSEWHERE | _ENDS_OF_A_CRIMINAL_CASE,
    Court.LOCAL_ORDINANCE: frozenset({Disposition.ADJUDICATED_DELINQUENT}),
}
"""How a case cannot have ended in a court of that kind. What people call a conviction, or a fine,
of a juvenile or a town's case is one all the same."""


def is_end_of(court: Court, disposition: Disposition) -> bool:
    """Whether a case in a court of that kind can have ended so."""
    return disposition not in _NOT_AN_END_OF.get(court, frozenset())
