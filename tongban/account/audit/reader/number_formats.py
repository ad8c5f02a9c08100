"""What a spreadsheet shows for a stored value: percent, fixed places, thousands marks, units in the format."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from msgspec import Struct

NUMBER = re.compile(r"[#0?][#0?,]*(?:\.(?P<places>[0#?]+))?")
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
SIGNIFICANT_DIGITS = ".15g"
MOST_DIGITS = 20


class NumberFormat(Struct, frozen=True):
    """A number format: what stands before and after, how many places, whether in percent, with marks."""

    before: str
    after: str
    places: int
    optional: int
    is_percent: bool
    has_marks: bool


def as_printed(value: object, number_format: str) -> str:
    """Return a stored value as the sheet shows it; a format that is not understood gives the plain number."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.min.time()
            else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int | float | Decimal):
        return str(value).strip()
    exact = Decimal(format(value, SIGNIFICANT_DIGITS)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or exact.adjusted() > MOST_DIGITS:
        return str(value)
    shape = _format(number_format)
    return _formatted(exact, shape) if shape else f"{exact.normalize():f}" if exact else "0"


@lru_cache(512)
def _format(number_format: str) -> NumberFormat | None:
    section = _literal_free(number_format.split(";")[0])
    match = NUMBER.search(section)
    if match is None or "E" in section.upper().replace("GENERAL", "") or "/" in section:
        return None
    places = match["places"] or ""
    after = section[match.end() :]
    return NumberFormat(
        before=section[: match.start()],
        after=after.replace("%", "", 1),
        places=len(places),
        optional=len(places) - len(places.rstrip("#?")),
        is_percent="%" in after,
        has_marks="," in match[0],
    )


def _literal_free(section: str) -> str:
    """Return a format section with its literal text unquoted and padding and colours taken out."""
    return LITERAL.sub(lambda match: match[1] or match[2] or "", section)


def _formatted(value: Decimal, shape: NumberFormat) -> str:
    number = value * 100 if shape.is_percent else value
    number = number.quantize(Decimal(1).scaleb(-shape.places), ROUND_HALF_UP)
    text = f"{number:,f}" if shape.has_marks else f"{number:f}"
    for _ in range(shape.optional):
        text = text[:-1] if text.endswith("0") else text
    return f"{shape.before}{text.rstrip('.')}{'%' if shape.is_percent else ''}{shape.after}"
