"""How shares, marks, values and formulas are written on the pages of inspection."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from tongban.ground.matters.counted import Counted
from tongban.work.hotline.models import CallBack
from tongban.work.inspection.models import CriterionMark, StandardIndicator
from tongban.work.inspection.queries.figures import LABELS
from tongban.work.inspection.queries.rounds import MeasuredValue, ValueState
from tongban.work.inspection.queries.standards import TreeRow

register = template.Library()
NOTHING = "—"


@register.filter
def counted_share(counted: Counted) -> str:
    """Return a share with what it is of and its interval: 12 / 40 = 30.0 % (18.1–45.4 %)."""
    if counted.share is None:
        return f"0 / 0 {NOTHING}"
    low, high = counted.interval
    said = f"{counted.number} / {counted.of} = {counted.share * 100:.1f}%"
    return f"{said} ({low * 100:.1f}–{high * 100:.1f}%)"


@register.simple_tag
def given(mark: CriterionMark | None) -> str:
    """Return a mark in a word or a number."""
    if mark is None:
        return NOTHING
    if mark.criterion.is_fatal:
        return _("found") if mark.is_hit else _("none found")
    return _("does not apply") if mark.points is None else f"{mark.points.normalize():f}"


@register.simple_tag
def written_value(number: Decimal | None, of: Decimal | None) -> str:
    """Return a value as it was entered: 12, or 12 / 40."""
    if number is None:
        return NOTHING
    return f"{number.normalize():f}" if of is None else f"{number.normalize():f} / {of.normalize():f}"


@register.simple_tag
def value_state(value: MeasuredValue) -> str:
    """Return in words how a value stands."""
    return {
        ValueState.SYSTEM: _("from the system"),
        ValueState.MISSING: _("missing"),
        ValueState.ONCE: _("entered once"),
        ValueState.AGREED: _("two entered the same"),
        ValueState.DIFFERS: _("two entries differ"),
        ValueState.RULED: _("ruled on"),
    }[value.state]


@register.simple_tag
def figure_name(row: StandardIndicator) -> str:
    """Return which of the hotline's figures an indicator is."""
    return f" · {LABELS[row.figure]}" if row.figure in LABELS else ""


@register.simple_tag
def formula(row: StandardIndicator) -> str:
    """Return a formula in words."""
    kinds = StandardIndicator.FormulaKind
    if row.formula == kinds.RATIO:
        return _("%(none)s to %(full)s, evenly") % {"none": _plain(row.none_at), "full": _plain(row.full_at)}
    if row.formula == kinds.DEDUCTION:
        return _("%(each)s off for each fault") % {"each": _plain(row.each)}
    if row.formula == kinds.BAND:
        return "；".join(f"≥ {since} → {points}" for since, points in row.bands)
    return row.expression


@register.simple_tag
def levels(tree: Sequence[TreeRow]) -> str:
    """Return how many indicators each level has: 3 / 14 / 45."""
    counts = Counter(row.indicator.level for row in tree)
    return " / ".join(str(counts[level]) for level in sorted(counts))


@register.simple_tag
def call_result(result: str) -> Any:
    """Return what became of a call."""
    return CallBack.Result(result).label if result else _("Not called yet")


def _plain(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{value.normalize():f}"
