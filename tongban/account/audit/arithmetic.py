"""What the budget table must add up to: rows, rates, sums, and the money that no line shows.

A printed amount is rounded to two places, so n of them may miss each other by n × 0.005.
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tongban.account.audit.quantities import HUNDRED, percentage, rounded
from tongban.account.audit.report import Budget, BudgetLine, Figure, cached_on_struct
from tongban.account.audit.words import Words

HALF_CENT = Decimal("0.005")
ROW_TOLERANCE = HALF_CENT * 3
NOTHING = Decimal(0)
COLUMNS = {
    "initial": Words("年初预算数", "initial budget"),
    "adjustment": Words("上年度结转及当年预算追加追减数", "carry-over and supplement"),
    "revised": Words("调整预算数", "adjusted budget"),
    "actual": Words("实际支出数", "actual spending"),
}


class Family(Struct, frozen=True, dict=True):
    """A sum and its parts: total = basic + project, or project = the lines."""

    parent: BudgetLine
    children: tuple[BudgetLine, ...]

    @property
    def tolerance(self) -> Decimal:
        """Return what the sum may miss by: half a cent for every printed term."""
        return HALF_CENT * (len(self.children) + 1)


class Unlisted(Struct, frozen=True):
    """Project money that stands in the sum but in no line, and what it does to the rate."""

    family: Family
    revised: Decimal
    actual: Decimal
    listed_revised: Decimal
    listed_actual: Decimal


def amount(figure: Figure) -> Decimal:
    """Return what a figure adds to a sum; a blank cell adds nothing."""
    return NOTHING if figure.value is None else figure.value


def spent(line: BudgetLine) -> Decimal | None:
    """Return the actual spending; a blank counts as 0 only where the printed rate says 0."""
    if line.actual.value is None and line.rate.value == 0 and not line.actual.is_unread:
        return NOTHING
    return line.actual.value


def row_gap(line: BudgetLine) -> Decimal:
    """Return initial + adjustment − revised of a row, 0 where the row does not print or one cannot read them."""
    if line.initial.is_unread or line.adjustment.is_unread:
        return NOTHING
    if line.revised.value is None or (line.initial.value is None and line.adjustment.value is None):
        return NOTHING
    return amount(line.initial) + amount(line.adjustment) - line.revised.value


def holds(line: BudgetLine) -> bool:
    """Say whether revised = initial + adjustment within the rounding of three terms."""
    return abs(row_gap(line)) <= ROW_TOLERANCE


@cached_on_struct
def execution(line: BudgetLine) -> Decimal | None:
    """Return actual ÷ revised × 100 with two places, or None where it cannot be computed."""
    actual, revised = spent(line), line.revised.value
    return None if actual is None or revised is None else percentage(actual, revised)


def judged_rate(line: BudgetLine) -> Decimal | None:
    """Return the execution rate to judge a row by: where its adjusted budget is wrong (BUD-01), only as printed."""
    return execution(line) if holds(line) else line.rate.value


@cached_on_struct
def execution_rates(budget: Budget) -> tuple[Decimal, ...]:
    """Return the whole budget's execution rate as computed and as printed.

    A rate elsewhere that fits either contradicts nothing new: where the two differ, BUD-02 has found it.
    """
    total = total_of(budget)
    if total is None:
        return ()
    return tuple(rate for rate in (execution(total), total.rate.value) if rate is not None)


def is_cut(line: BudgetLine) -> bool:
    """Say whether the line lost money within the year."""
    return amount(line.adjustment) < 0


def total_of(budget: Budget) -> BudgetLine | None:
    """Return the row of the whole budget."""
    return next(iter(budget.of_level("total")), None)


@cached_on_struct
def families(budget: Budget) -> tuple[Family, ...]:
    """Return the sums of the table that print both the parent and its parts."""
    total, basic, project = (
        next(iter(budget.of_level(level)), None) for level in ("total", "basic", "project")
    )
    found = [Family(total, (basic, project))] if total and basic and project else []
    lines = budget.of_level("line")
    if project and lines:
        found.append(Family(project, lines))
    return tuple(found)


def column_sum(lines: tuple[BudgetLine, ...], column: str) -> Decimal:
    """Return the sum of one column over some rows."""
    figures: list[Figure] = [getattr(line, column) for line in lines]
    return sum([figure.value for figure in figures if figure.value is not None], NOTHING)


def sum_gap(family: Family, column: str) -> Decimal:
    """Return parent − Σ parts of one column, or 0 within the tolerance or where a number is missing or unread."""
    return sum_gaps(family)[column]


@cached_on_struct
def sum_gaps(family: Family) -> dict[str, Decimal]:
    """Return the gap of each column of a sum.

    A gap that equals the error of one row (BUD-01) or the amount of a line printed twice (BUD-14) is 0
    here: one wrong cell is found once, at its own place.
    """
    return {column: _gap(family, column) for column in COLUMNS}


def _gap(family: Family, column: str) -> Decimal:
    printed: Figure = getattr(family.parent, column)
    parts: list[Figure] = [getattr(child, column) for child in family.children]
    blank = [part for part in parts if part.value is None]
    if printed.value is None or any(part.text for part in blank):
        return NOTHING
    gap = printed.value - column_sum(family.children, column)
    if abs(gap) <= family.tolerance or _explained(family, column, gap):
        return NOTHING
    return gap


@cached_on_struct
def unlisted(budget: Budget) -> Unlisted | None:
    """Return the project money that no line shows, or None where the lines account for the sum."""
    for family in families(budget):
        if family.parent.level == "project":
            gap = sum_gap(family, "revised")
            if gap <= 0:
                return None
            listed = column_sum(family.children, "revised"), column_sum(family.children, "actual")
            return Unlisted(family, gap, amount(family.parent.actual) - listed[1], *listed)
    return None


def repeated(lines: tuple[BudgetLine, ...]) -> Iterator[tuple[BudgetLine, BudgetLine]]:
    """Yield each line whose name stood in the table before, with its first appearance."""
    seen: dict[str, BudgetLine] = {}
    for line in lines:
        first = seen.setdefault(line.name.text.replace(" ", ""), line)
        if first is not line:
            yield line, first


def money(value: Decimal) -> str:
    """Print an amount in 10,000 yuan with two places."""
    return str(rounded(value))


def share(part: Decimal, whole: Decimal) -> str:
    """Print part ÷ whole as percent with two places, or a dash where the whole is 0."""
    return f"{rounded(part / whole * HUNDRED)}%" if whole else "—"


def _explained(family: Family, column: str, gap: Decimal) -> bool:
    """Say whether one row's own error, or a line printed twice, makes up the whole gap."""
    if column != "actual" and any(abs(abs(gap) - error) <= family.tolerance for error in _errors(family)):
        return True
    twice = _twice(family)
    return bool(twice) and abs(gap + column_sum(twice, column)) <= family.tolerance


@cached_on_struct
def _errors(family: Family) -> tuple[Decimal, ...]:
    """Return by how much the rows of a sum that do not add up (BUD-01) miss it."""
    gaps = [abs(row_gap(line)) for line in (family.parent, *family.children)]
    return tuple([gap for gap in gaps if gap > ROW_TOLERANCE])


@cached_on_struct
def _twice(family: Family) -> tuple[BudgetLine, ...]:
    """Return the parts of a sum whose name stood in it before."""
    return tuple([again for again, _ in repeated(family.children)])
