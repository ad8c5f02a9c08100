"""The evaluation standard: drafted, its indicators set one by one, put in force once nothing is wrong with it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.conflicts import require_unchanged
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.ledger.matter_lock import chain_end
from tongban.ground.people.models import User
from tongban.work.inspection.models import EvaluationStandard, StandardIndicator
from tongban.work.inspection.numbers import STANDARDS
from tongban.work.inspection.queries.standards import faults_of
from tongban.work.inspection.states import STANDARD
from tongban.work.inspection.states import STANDARDS as CHART

FIELDS = (
    "name",
    "weight",
    "source",
    "figure",
    "formula",
    "full_at",
    "none_at",
    "each",
    "bands",
    "expression",
)
"""What an indicator says beside its code."""


@transaction.atomic
def draft(
    name: str,
    *,
    by: User,
    at: datetime,
    basis: str = "",
    sampling: str = "",
    copied_from: EvaluationStandard | None = None,
    is_example: bool = False,
) -> EvaluationStandard:
    """Draft a standard, empty or as a copy of another with all its indicators."""
    standard = EvaluationStandard(
        reference=STANDARDS.next(day_of(at)),
        name=name,
        basis=basis,
        sampling=sampling,
        copied_from=copied_from,
        is_example=is_example,
    )
    CHART.make("draft", standard, by=by, at=at)
    standard.save(force_insert=True)
    if copied_from is not None:
        rows = list(copied_from.indicators.all())
        for row in rows:
            row.pk, row.standard = None, standard
            row._state.adding = True
        StandardIndicator.objects.bulk_create(rows)
    return standard


@transaction.atomic
def describe(
    standard: EvaluationStandard,
    *,
    name: str,
    basis: str,
    sampling: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Say anew what a draft is called, on what it is based, and how is sampled."""
    standard = _drafted(standard, by, seen)
    before = standard.name
    standard.name, standard.basis, standard.sampling = name, basis, sampling
    standard.save(update_fields=["name", "basis", "sampling"])
    said = {"basis": basis, "sampling": sampling}
    record(standard, "describe", by=by, at=at, basis=STANDARD, before=before, after=name, payload=said)


@transaction.atomic
def set_indicator(
    standard: EvaluationStandard,
    code: str,
    values: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> StandardIndicator:
    """Add an indicator under its code, or change the one that is there; only in a draft."""
    standard = _drafted(standard, by, seen)
    row = standard.indicators.filter(code=code).first() or StandardIndicator(standard=standard, code=code)
    if row.above and not standard.indicators.filter(code=row.above).exists():
        raise Refused(_("There is no indicator %(code)s yet; add it first.") % {"code": row.above})
    before = "" if row._state.adding else f"{row.name} {row.weight}"
    blank = StandardIndicator()
    for name in FIELDS:
        setattr(row, name, values.get(name, getattr(blank, name)))
    row.save()
    said = {name: _written(getattr(row, name)) for name in FIELDS}
    record(standard, "set_indicator", by=by, at=at, basis=STANDARD, before=before, after=code, payload=said)
    return row


@transaction.atomic
def remove_indicator(
    standard: EvaluationStandard, code: str, *, by: User, at: datetime, seen: int | None = None
) -> None:
    """Remove an indicator with all that is below it; only from a draft."""
    standard = _drafted(standard, by, seen)
    rows = [row for row in standard.indicators.all() if row.code == code or row.code.startswith(f"{code}.")]
    if not rows:
        raise Refused(_("There is no indicator %(code)s any more.") % {"code": code})
    StandardIndicator.objects.filter(pk__in=[row.pk for row in rows]).delete()
    said = {"removed": [row.code for row in rows]}
    record(standard, "remove_indicator", by=by, at=at, basis=STANDARD, before=code, payload=said)


@transaction.atomic
def enforce(
    standard: EvaluationStandard, *, by: User, at: datetime, in_force_on: date | None = None
) -> EvaluationStandard:
    """Put a standard in force; the one before it is retired. Refused while weights do not add up or a formula is wrong."""
    standard = lock_matter(EvaluationStandard, standard.pk)
    CHART.need("enforce", standard, by=by)
    faults = faults_of(standard)
    if faults:
        told = "\n".join(f"· {fault}" for fault in faults)
        raise Refused(_("This keeps the standard from being put in force:\n%(faults)s") % {"faults": told})
    for former in EvaluationStandard.objects.filter(status=EvaluationStandard.Status.IN_FORCE):
        CHART.make("retire", lock_matter(EvaluationStandard, former.pk), by=by, at=at, facts={})
    CHART.make("enforce", standard, by=by, at=at, facts={"in_force_on": in_force_on or day_of(at)})
    return standard


def _drafted(standard: EvaluationStandard, by: User, seen: int | None) -> EvaluationStandard:
    if not by.may("inspection.evaluate"):
        raise PermissionDenied
    standard = lock_matter(EvaluationStandard, standard.pk)
    require_unchanged(seen, (chain_end(standard) or (0, ""))[0])
    if standard.status != EvaluationStandard.Status.DRAFT:
        raise Refused(_("Only a draft is changed; copy this standard to go on from it."))
    return standard


def _written(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
