"""How far an indicator is from its target by the form's formula, and how findings quote that."""

from decimal import Decimal

from tongban.account.audit.quantities import HUNDRED, rounded
from tongban.account.audit.report import Cell, Indicator, Report

HIGHER, LOWER = "越高越好", "越低越好"
AT_LEAST, AT_MOST = frozenset({">=", ">"}), frozenset({"<=", "<"})
POINTS = ("百分点", "pp")


def nearest_bound(indicator: Indicator) -> Decimal | None:
    """Return the bound the actual value is measured against: the target, or the nearer end of a range."""
    target, actual = indicator.target, indicator.actual.value
    if target.operator != "range" or target.value is None or target.upper is None or actual is None:
        return target.value
    return min(max(actual, target.value), target.upper) if actual != target.value else target.value


def difference(indicator: Indicator) -> Decimal | None:
    """Return actual − target in the indicator's unit, or None where one of them is not a number."""
    goal, actual = nearest_bound(indicator), indicator.actual.value
    return None if goal is None or actual is None else actual - goal


def relative(indicator: Indicator) -> Decimal | None:
    """Return (actual − target) ÷ |target| × 100, unrounded; None where the target is 0 or no number.

    The sign says above or below the target, also where the target itself is negative (a reduction).
    """
    goal, actual = nearest_bound(indicator), indicator.actual.value
    gap = None if goal is None or actual is None else actual - goal
    if gap is None or not goal:
        return Decimal(0) if gap == 0 and indicator.target.operator == "range" else None
    return gap / abs(goal) * HUNDRED


def achieved(indicator: Indicator) -> Decimal:
    """Return the share (0 to 1) of a numeric target that an adverse result reached; 0 where it cannot be told.

    财预〔2020〕10号: actual ÷ target, target ÷ actual for an upper limit, else 1 less the relative distance.
    """
    goal, actual, operator = nearest_bound(indicator), indicator.actual.value, indicator.target.operator
    if goal is None or actual is None or not goal:
        return Decimal(0)
    if operator in AT_LEAST:
        share = actual / goal if goal > 0 else Decimal(0)
    elif operator in AT_MOST:
        share = goal / actual if goal > 0 and actual > 0 else Decimal(0)
    else:
        share = 1 - abs(actual - goal) / abs(goal)
    return min(max(share, Decimal(0)), Decimal(1))


def deviation_text(indicator: Indicator) -> str:
    """Return the deviation with its formula and numbers, as findings quote it."""
    gap, share, goal, actual = (
        difference(indicator),
        relative(indicator),
        nearest_bound(indicator),
        indicator.actual,
    )
    if gap is None or goal is None or actual.value is None:
        return ""
    if share is None:
        unit = "个百分点" if indicator.target.unit == "%" else indicator.target.unit
        return f"{plain_number(actual.value)}−{plain_number(goal)} = {plain_number(gap)} {unit}".rstrip()
    whole = plain_number(goal) if goal > 0 else f"|{plain_number(goal)}|"
    return f"({plain_number(actual.value)}−{plain_number(goal)})÷{whole}×100% = {rounded(share)}%"


def plain_number(value: Decimal) -> str:
    """Print a number without exponent and without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def own_or_label_cell(cell: Cell, row: Cell) -> Cell:
    """Return the cell where it has a place of its own, else the cell that names its row."""
    return cell if cell.line or cell.row or cell.table else row


def table_head(report: Report) -> Cell:
    """Return where findings on the whole indicator table stand: its header, or its first row."""
    if report.indicator_header:
        return next((cell for cell in report.indicator_header if cell), report.indicator_header[0])
    return report.indicators[0].name
