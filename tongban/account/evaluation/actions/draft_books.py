"""What a report of our own brings along beside its print: the books to the cent, and how its values came about."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tongban.account.audit.evidence import title
from tongban.account.audit.report import BookIndicator, BookLine, Books
from tongban.account.audit.report import Indicator as PrintedIndicator
from tongban.account.budget.actions import books
from tongban.account.evaluation.models import Evaluation, Indicator, Verdict
from tongban.account.evaluation.queries.figures import LiveFigure
from tongban.account.evaluation.queries.operating_figures import PREFIX
from tongban.account.evaluation.queries.standings import format_number
from tongban.account.evaluation.rules import verdict_bands, verdict_by_share
from tongban.ground.people.models import User

HUNDRED = Decimal(100)
FOUR_PLACES = Decimal("0.0001")


def enter_books(brought: Books, year: Evaluation, *, by: User, at: datetime, document: str) -> None:
    """Enter the lines of a report's own books: each change as it was posted, and what was spent as one sum."""
    units = {unit.name: unit for unit in year.department.budget_units.all()}
    for line in brought.lines:
        _enter(line, units, year, by, at, document)


def _enter(
    said: BookLine, units: dict[str, Any], year: Evaluation, by: User, at: datetime, document: str
) -> None:
    names = (
        "kind",
        "name",
        "initial_yuan",
        "funding",
        "function_class",
        "economic_class",
        "nature",
        "is_procurement",
        "cause",
    )
    fields = {name: getattr(said, name) for name in names}
    line = books.add_line(year.budget, by=by, at=at, unit=units.get(said.unit), **fields)
    last = date(year.year, 12, 31)
    for change in said.changes:
        books.post_adjustment(
            line,
            by=by,
            at=at,
            kind=change.kind,
            amount_yuan=change.amount_yuan,
            decided_on=parse_date(change.on) or last,
            reason=change.reason,
            document=change.document or document,
        )
    if said.spent_yuan:
        purpose = _("Spending of the year as printed")
        books.post_payment(
            line, by=by, at=at, amount_yuan=said.spent_yuan, paid_on=last, purpose=purpose, document=document
        )


def judged(
    row: PrintedIndicator, own: BookIndicator | None, figures: Mapping[str, LiveFigure], on: date
) -> dict[str, Any]:
    """Return what the books say of an indicator; without books, the judgement of words that its points imply."""
    if own is not None:
        bound = own.bound_to if _is_same_here(row, figures.get(own.bound_to)) else ""
        verdict = own.verdict if own.verdict in Verdict.values else ""
        return {"bound_to": bound, "attained": own.attained, "verdict": verdict, "zero_cap": own.zero_cap}
    score, weight = row.score.value, row.weight.value
    if row.is_quantitative or score is None or not weight or not row.actual.text:
        return {}
    share = (score / weight * HUNDRED).quantize(FOUR_PLACES)
    if row.actual.text == row.target.text and share == HUNDRED:
        return {}
    return {"attained": share, "verdict": _verdict(row, share, on)}


def _is_same_here(row: PrintedIndicator, figure: LiveFigure | None) -> bool:
    """Say whether the live figure says here what the report says: one from the work of another office does not."""
    return figure is not None and format_number(figure.value, figure.unit) == row.actual.text


def _verdict(row: PrintedIndicator, share: Decimal, on: date) -> str:
    """Return the verdict that was printed where the share alone says another."""
    is_met = {"是": True, "否": False}.get(row.met.text)
    by_share = verdict_by_share(share, on)
    if is_met is None or is_met == (by_share == Verdict.REACHED):
        return ""
    fitting = [code for code, (low, high) in verdict_bands(on).items() if low <= share <= high]
    return next((code for code in fitting if (code == Verdict.REACHED) == is_met), "")


def is_of_live_figure(piece: str, indicator: Indicator) -> bool:
    """Say whether a proof is the one that a bound indicator prints by itself."""
    bound = indicator.bound_to
    return bool(bound) and (title(piece) == bound or bound.removeprefix(PREFIX) in piece)
