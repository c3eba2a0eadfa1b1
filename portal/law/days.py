"""The days on which the law turned, and how years are added to a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

CANNABIS_CONTROL_ACT = date(1971, 8, 16)
"""P.A. 77-758: offenses before this day fall under an older narcotics act."""
DELIVERY_CHART_STARTS = date(1983, 9, 24)
"""The first offense day for section 5 on the court booklet's chart, EXC-I 4701.2 (03/22) p. 1."""
HIGHER_TIERS = date(1997, 8, 15)
"""P.A. 90-397: the tiers above 2,000 and 5,000 grams."""
SEVENTEEN_JUVENILE_FOR_MISDEMEANORS = date(2010, 1, 1)
"""705 ILCS 405/5-915: from this arrest day a 17-year-old's misdemeanor arrest is juvenile."""
SEVENTEEN_JUVENILE_FOR_ALL = date(2014, 1, 1)
"""From this arrest day every arrest of a 17-year-old is juvenile."""
CIVIL_UP_TO_TEN_GRAMS = date(2016, 7, 29)
"""P.A. 99-697: possession of up to 10 grams became a civil violation."""
CUTOFF = date(2019, 6, 25)
"""P.A. 101-27: the relief of 5.2(i) begins, for what happened strictly before this day."""
LEGAL_USE = date(2020, 1, 1)
"""410 ILCS 705: adult use becomes legal."""
SHORTER_SEALING_WAIT = date(2026, 6, 30)
"""P.A. 104-459. Sources say June 1 or June 30, 2026; the later day never promises too much."""


def add_years(day: date, years: int) -> date:
    """The same day ``years`` later; 29 February becomes 1 March where there is none.

    Our reading of a full-years wait: the last day of it has then surely passed.
    """
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def half_year_after(day: date) -> date:
    """The first January 1 or July 1 after a day."""
    july = date(day.year, 7, 1)
    return july if day < july else date(day.year + 1, 1, 1)


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def age_on(birth: date, day: date) -> int:
    """Whole years lived. A person born on 29 February turns a year older on 1 March otherwise."""
    return day.year - birth.year - (add_years(birth, day.year - birth.year) > day)
