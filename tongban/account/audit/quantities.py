"""Numbers as officials print them: full-width digits, thousands marks, %, units, operators, blanks."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from msgspec import Struct

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
MULTIPLES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
NARROW = str.maketrans(
    {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {"　": " ", "−": "-", "–": "-"}
)
OPERATORS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "=>": ">=", "=<": "<=", "==": "="}
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?|[-+]?\.\d+")
SHAPE = re.compile(
    r"\s*(?P<operator>>=|<=|=>|=<|==|[=<>≥≤≧≦])?\s*"
    r"(?P<word>不低于|不少于|大于等于|至少|不超过|不高于|不多于|小于等于|至多|大于|高于|小于|低于|少于)?\s*"
    r"(?P<vague>超过?|约|近|逾)?\s*"
    r"(?P<number>[-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+))\s*"
    r"(?P<multiple>[万亿])?(?P<plus>\+)?\s*(?P<unit>%+|‰|[^\d\s,.;:、。]{0,6}?)\s*(?P<more>以上|以下|以内|左右|余)?\s*\Z"
)
OPERATOR_WORDS = (
    dict.fromkeys(("不低于", "不少于", "大于等于", "至少", "以上"), ">=")
    | dict.fromkeys(("不超过", "不高于", "不多于", "小于等于", "至多", "以下", "以内"), "<=")
    | dict.fromkeys(("大于", "高于"), ">")
    | dict.fromkeys(("小于", "低于", "少于"), "<")
)
RANGE = re.compile(
    r"(?P<lower>.*[\d%‰万亿]\s*[^\d\s,.;:、。~～至到—-]{0,5})\s*(?:-{1,2}|—{1,2}|~|～|至|到)\s*(?P<upper>[-+]?\d.*)\Z"
)
LONGEST = 60
CALENDAR_YEAR = range(1900, 2100)


class Quantity(Struct, frozen=True):
    """A number read from print: its value, unit, operator before it, and whether it is only approximate."""

    value: Decimal
    unit: str = ""
    operator: str = ""
    vague: bool = False


@lru_cache(8192)
def quantity(text: str) -> Quantity | None:
    """Return the number a whole cell stands for, or None where it is blank, a dash, a word or an error value.

    Full-width digits, thousands marks, a doubled percent sign, an operator before and a unit after the
    number are all read; a multiple (万, 亿) is multiplied out except before a unit of money. A word that
    compares (不低于, 以上) gives the operator; a date (2022 年底前) is no number.
    """
    match = SHAPE.match(text.translate(NARROW)) if len(text) <= LONGEST else None
    if match is None:
        return None
    number, unit, multiple = match["number"].replace(",", ""), match["unit"], match["multiple"] or ""
    value = Decimal(number)
    if multiple and unit == "元":
        unit = f"{multiple}元"
    else:
        value *= MULTIPLES[multiple]
    if unit.startswith("年") and value in CALENDAR_YEAR:
        return None
    operator = match["operator"] or ""
    return Quantity(
        value=value,
        unit="%" if unit.startswith("%") else unit,
        operator=OPERATORS.get(operator, operator) or _operator(match["word"], match["more"]),
        vague=bool(match["vague"] or match["plus"] or match["more"]),
    )


def span(text: str) -> tuple[Quantity, Quantity] | None:
    """Return lower and upper bound of a printed range (90%-95%, 10～15 天), or None where it is no range.

    A unit printed only after the upper bound is that of both; two different units make no range.
    """
    match = RANGE.match(text.translate(NARROW).strip()) if len(text) <= LONGEST else None
    lower, upper = (quantity(match["lower"]), quantity(match["upper"])) if match else (None, None)
    if lower is None or upper is None or lower.operator or upper.operator or lower.value > upper.value:
        return None
    if lower.unit and upper.unit and lower.unit != upper.unit:
        return None
    return Quantity(lower.value, lower.unit or upper.unit), upper


def _operator(before: str | None, after: str | None) -> str:
    return OPERATOR_WORDS.get(before or "") or OPERATOR_WORDS.get(after or "", "")


def rounded(value: Decimal, places: Decimal = CENT) -> Decimal:
    """Round half up, as the form prescribes (two places unless told otherwise)."""
    return value.quantize(places, ROUND_HALF_UP)


def percentage(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return part ÷ whole × 100 with two places, or None where the whole is 0 (not applicable, never 0 %)."""
    return rounded(part / whole * HUNDRED) if whole else None
