"""How figures are written: money with thousands marks, percent with two decimals, days as 2022-09-28."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone

NOTHING = "—"
CENT = Decimal("0.01")
WAN = Decimal(10000)
UNITS = ((WAN * WAN, "亿元"), (WAN, "万元"), (Decimal(1), "元"))

Number = Decimal | int | float | str | None


def decimal(value: Number) -> Decimal | None:
    """Return a value as Decimal, or None when there is none."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def grouped(value: Number, places: int = 2) -> str:
    """Write a number with thousands marks and a fixed number of decimals, rounded half up."""
    number = decimal(value)
    if number is None or not number.is_finite():
        return NOTHING
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded + 0:,.{places}f}".replace("-", "−")


def counted(count: int, most: int) -> str:
    """Write a count that was taken no further than one above ``most``: beyond it, 999+."""
    return f"{most:,}+" if count > most else f"{count:,}"


def in_wan(yuan: Decimal) -> Decimal:
    """Return an amount in 万元 (ten thousand yuan) with two places, as forms print it."""
    return (yuan / WAN).quantize(CENT, ROUND_HALF_UP)


def in_yuan(wan: Decimal) -> Decimal:
    """Return an amount in yuan for one in 万元."""
    return (wan * WAN).quantize(CENT, ROUND_HALF_UP)


def wan(yuan: Number) -> str:
    """Write an amount in yuan as 万元 (ten thousand yuan)."""
    number = decimal(yuan)
    return NOTHING if number is None else grouped(number / WAN)


def said_amount(yuan: Decimal) -> str:
    """Say an amount in yuan as one says it aloud: 5 亿元, 20.5 万元, 300 元."""
    size, unit = next(((size, unit) for size, unit in UNITS if abs(yuan) >= size), UNITS[-1])
    said = f"{(yuan / size).normalize():,f}".replace("-", "−")
    return f"{said} {unit}"


def percent(ratio: Number) -> str:
    """Write a ratio (0.8725) as a percentage with two decimals (87.25%)."""
    number = decimal(ratio)
    return NOTHING if number is None else f"{grouped(number * 100)}%"


def day(value: date | datetime | None) -> str:
    """Write a day as 2022-09-28; an instant is read in the bureau's time zone."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value.isoformat()


def instant(value: datetime | None) -> str:
    """Write an instant as 2022-09-28 14:05 in the bureau's time zone."""
    if not value:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%Y-%m-%d %H:%M}"


def beginning(text: str, chars: int = 40) -> str:
    """Return how a text begins, as a list shows it."""
    return text if len(text) <= chars else f"{text[:chars]}…"
