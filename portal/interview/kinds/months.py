"""The names of the months as people write them, in every language of the portal."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NAMES: Final = (
    "january enero stycznia styczeń 一月 января январь જાન્યુઆરી січня січень جنوری जनवरी",
    "february febrero pebrero lutego luty 二月 февраля февраль ફેબ્રુઆરી лютого лютий فروری फ़रवरी",
    "march marzo marso marca marzec 三月 марта март માર્ચ березня березень مارچ मार्च",
    "april abril kwietnia kwiecień 四月 апреля апрель એપ્રિલ квітня квітень اپریل अप्रैल",
    "may mayo maja maj 五月 мая май મે травня травень مئی मई",
    "june junio hunyo czerwca czerwiec 六月 июня июнь જૂન червня червень جون जून",
    "july julio hulyo lipca lipiec 七月 июля июль જુલાઈ липня липень جولائی जुलाई",
    "august agosto sierpnia sierpień 八月 августа август ઑગસ્ટ серпня серпень اگست अगस्त",
    "september septiembre setiembre setyembre września wrzesień 九月 сентября сентябрь સપ્ટેમ્બર "
    "вересня вересень ستمبر सितंबर",
    "october octubre oktubre października październik 十月 октября октябрь ઑક્ટોબર жовтня жовтень "
    "اکتوبر अक्टूबर",
    "november noviembre nobyembre listopada listopad 十一月 ноября ноябрь નવેમ્બર листопада "
    "نومبر नवंबर",
    "december diciembre disyembre grudnia grudzień 十二月 декабря декабрь ડિસેમ્બર грудня грудень "
    "دسمبر दिसंबर",
)
ARABIC: Final = (  # of Egypt and of the Levant, with and without the mark on the Alif
    "يناير, كانون الثاني",
    "فبراير, شباط",
    "مارس, آذار, اذار",
    "أبريل, ابريل, إبريل, نيسان",
    "مايو, أيار, ايار",
    "يونيو, حزيران",
    "يوليو, تموز",
    "أغسطس, اغسطس, آب, اب",
    "سبتمبر, أيلول, ايلول",
    "أكتوبر, اكتوبر, تشرين الأول, تشرين الاول",
    "نوفمبر, تشرين الثاني",
    "ديسمبر, كانون الأول, كانون الاول",
)
_FIGURE: Final = re.compile(r"(?:tháng )?(\d{1,2}) ?[月월]?", re.ASCII)
_LEAST: Final = 3
"""Letters of a name that are enough where only one month begins with them."""


def month_of(text: str) -> int | None:
    """The month that a figure from 1 to 12 or a word names; None where it names none, or two.

    ``text`` has small letters and the figures 0-9.
    """
    if figure := _FIGURE.fullmatch(text):
        number = int(figure[1])
        return number if 1 <= number <= 12 else None
    typed = _bare(text)
    for fits in (_named(typed), _beginning_with(typed) if len(typed) >= _LEAST else []):
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _named(typed: str) -> list[int]:
    return [at for at, names in enumerate(_BARE, 1) if typed in names]


def _beginning_with(typed: str) -> list[int]:
    return [
        at for at, names in enumerate(_BARE, 1) if any(name.startswith(typed) for name in names)
    ]


def _bare(name: str) -> str:
    """Without the marks that people leave out on a keyboard that has none of them."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", name))


_BARE: Final = tuple(
    frozenset(map(_bare, (*names.split(), *arabic.split(", "))))
    for names, arabic in zip(NAMES, ARABIC, strict=True)
)
