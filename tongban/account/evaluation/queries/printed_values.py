"""Values as the form prints them: cells, amounts in 10,000 yuan, numbers with their unit."""

from decimal import Decimal

from tongban.account.audit.report import BLANK, EMPTY, Cell, Figure
from tongban.account.evaluation.queries.standings import format_number
from tongban.ground.kit.figures import in_wan


def cell(text: object) -> Cell:
    """Return a cell for a text, or the empty one."""
    return Cell(str(text)) if text not in (None, "") else EMPTY


def amount(yuan: Decimal | None) -> Figure:
    """Return an amount as the form prints it, in 10,000 yuan."""
    if yuan is None:
        return BLANK
    value = in_wan(yuan)
    return Figure(text=f"{value:.2f}", value=value)


def number(value: Decimal | None, unit: str = "") -> Figure:
    """Return a number with its unit, or the blank."""
    return BLANK if value is None else Figure(text=format_number(value, unit), value=value, unit=unit)


def hundredths(value: Decimal | None) -> Figure:
    """Return a rate, weight or score without its sign, always with two places."""
    return BLANK if value is None else Figure(text=f"{value:.2f}", value=value)
