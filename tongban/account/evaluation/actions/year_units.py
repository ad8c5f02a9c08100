"""The particulars of a year that are no fields of its own: which budget units the report covers."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.account.evaluation.actions.year_parts import BASIS, lock_year
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.year_texts import last_change
from tongban.ground.kit.conflicts import Mark, require_unchanged
from tongban.ground.ledger import record
from tongban.ground.people.models import BudgetUnit, User


@transaction.atomic
def choose_units(evaluation: Evaluation, units: Iterable[BudgetUnit], *, by: User, at: datetime) -> None:
    """Say which budget units the report covers; only units of the department can be chosen."""
    year = lock_year(evaluation, by)
    chosen = list(units)
    if any(unit.department_id != year.department_id for unit in chosen):
        raise ValidationError(_("A budget unit of another department cannot be chosen."))
    before = sorted(unit.name for unit in year.units.all())
    after = sorted(unit.name for unit in chosen)
    if before == after:
        return
    year.units.set(chosen)
    payload = {
        "part": "Evaluation",
        "id": year.pk,
        "changed": {"units": ["、".join(before), "、".join(after)]},
    }
    record(year.reference, "edit", by=by, at=at, basis=BASIS, payload=payload)


def require_year_unchanged(evaluation: Evaluation, fields: set[str], stamp: Mark) -> None:
    """Refuse an edit of a year's own fields that was opened before somebody else changed one of them."""
    Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    require_unchanged(stamp, last_change(evaluation, fields))
