"""The evaluation standard: its tree, and what is wrong with it, where."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongban.ground.people.models import User
from tongban.work.inspection.models import EvaluationStandard, StandardIndicator
from tongban.work.inspection.queries.figures import LABELS
from tongban.work.inspection.rules.standard import formula_fault, weight_faults

READING = ("inspection.evaluate", "inspection.decide", "inspection.read")
Source = StandardIndicator.Source


class TreeRow(NamedTuple):
    """A line of the tree: the indicator, and whether it is of the last level, where values are."""

    indicator: StandardIndicator
    is_last: bool


def standards_visible_to(user: User) -> QuerySet[EvaluationStandard]:
    """Return the standards: whoever evaluates, decides or supervises sees them."""
    rows = EvaluationStandard.objects.select_related("copied_from")
    return rows if any(map(user.may, READING)) else rows.none()


def tree_of(standard: EvaluationStandard) -> list[TreeRow]:
    """Return the indicators in the order of their codes, numbers read as numbers: 1, 1.1, 1.2, 1.10, 2."""
    rows = sorted(standard.indicators.all(), key=lambda row: [int(part) for part in row.code.split(".")])
    above = {row.above for row in rows}
    return [TreeRow(row, row.code not in above) for row in rows]


def last_level(standard: EvaluationStandard) -> list[StandardIndicator]:
    """Return the indicators of the last level, which are measured."""
    return [row.indicator for row in tree_of(standard) if row.is_last]


def faults_of(standard: EvaluationStandard) -> list[str]:
    """Return what is wrong with a standard, each with the code where it is."""
    tree = tree_of(standard)
    rows = [(row.code, row.above, row.weight) for row, _is_last in tree]
    found = [_weight_words(fault.code, fault.found, fault.wanted) for fault in weight_faults(rows)]
    for row, is_last in tree:
        if is_last:
            found += _faults_of_last(row)
    return found


def _weight_words(code: str, found: object, wanted: object) -> str:
    said = {"code": code, "found": found, "wanted": wanted}
    if not code:
        return _("The indicators of the first level add up to %(found)s, not to %(wanted)s.") % said
    return _("%(code)s: what is below it adds up to %(found)s, not to its weight %(wanted)s.") % said


def _faults_of_last(row: StandardIndicator) -> list[str]:
    said = {"code": row.code, "name": row.name}
    if not row.source or not row.formula:
        return [_("%(code)s %(name)s: says neither where its value is from nor how it is scored.") % said]
    found = []
    if row.source == Source.SYSTEM and row.figure not in LABELS:
        found.append(_("%(code)s %(name)s: choose which of the hotline's figures it is.") % said)
    if fault := formula_fault(row.rule):
        label = getattr(StandardIndicator._meta.get_field(fault), "verbose_name", fault)
        found.append(
            _("%(code)s %(name)s: its formula is not complete: “%(field)s”.") % (said | {"field": label})
        )
    return found
