"""Numbers as officials print them: full-width digits, thousands marks, %, units, operators, blanks."""

import re
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
MULTIPLES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
NARROW = str.maketrans(
    {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {"　": " ", "−": "-", "–": "-"}  # noqa: RUF001
)
OPERATORS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "=>": ">=", "=<": "<=", "==": "="}
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?|[-+]?\.\d+")
SHAPE = re.compile(
    r"\s*(?P<operator>>=|<=|=>|=<|==|[=<>≥≤≧≦])?\s*"
    r"(?P<vague>超过?|约|近|逾|不少于|不低于)?\s*"
    r"(?P<number>[-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+))\s*"
    r"(?P<multiple>[万亿])?(?P<plus>\+)?\s*(?P<unit>%+|‰|[^\d\s,.;:、。]{0,6}?)\s*(?P<more>以上|左右|余)?\s*\Z"
)


class Quantity(Struct, frozen=True):
    """A number read from print: its value, unit, operator before it, and whether it is only approximate."""

    value: Decimal
    unit: str = ""
    operator: str = ""
    vague: bool = False


def quantity(text: str) -> Quantity | None:
    """Return the number a whole cell stands for, or None where it is blank, a dash, a word or an error value.

    Full-width digits, thousands marks, a doubled percent sign, an operator before and a unit after the
    number are all read; a multiple (万, 亿) is multiplied out except before a unit of money.
    """
    match = SHAPE.match(text.translate(NARROW))
    if match is None:
        return None
    number, unit, multiple = match["number"].replace(",", ""), match["unit"], match["multiple"] or ""
    value = Decimal(number)
    if multiple and unit == "元":
        unit = f"{multiple}元"
    else:
        value *= MULTIPLES[multiple]
    operator = match["operator"] or ""
    return Quantity(
        value=value,
        unit="%" if unit.startswith("%") else unit,
        operator=OPERATORS.get(operator, operator),
        vague=bool(match["vague"] or match["plus"] or match["more"]),
    )


def rounded(value: Decimal, places: Decimal = CENT) -> Decimal:
    """Round half up, as the form prescribes (two places unless told otherwise)."""
    return value.quantize(places, ROUND_HALF_UP)


def percentage(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return part ÷ whole × 100 with two places, or None where the whole is 0 (not applicable, never 0 %)."""
    return rounded(part / whole * HUNDRED) if whole else None
