"""What the finance people do to a budget. Every act leaves a ledger entry; postings are never edited."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from tongban.account.budget.models import (
    Adjustment,
    AdjustmentKind,
    Budget,
    BudgetLine,
    ControlTotal,
    Payment,
)
from tongban.account.budget.numbers import BUDGETS
from tongban.ground.kit.conflicts import Mark, require_unchanged
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import Department, User

BOOKS = cite("budget-law:57")
CHANGES = cite("budget-law:72")


def lock_budget(budget: Budget, by: User) -> Budget:
    """Lock a budget for a change, or refuse: the right must be there and the budget must be open."""
    if not by.may("budget.edit"):
        raise PermissionDenied
    locked = Budget.objects.select_for_update().get(pk=budget.pk)
    if locked.closed_on:
        raise Refused(
            _("The budget is closed since %(day)s: its report is filed.") % {"day": locked.closed_on}
        )
    return locked


def _note(budget: Budget, move: str, by: User, at: datetime, **payload: Any) -> None:
    texts = {name: None if value is None else str(value) for name, value in payload.items()}
    record(budget.reference, move, by=by, at=at, basis=BOOKS, payload=texts)


@transaction.atomic
def open_budget(department: Department, year: int, *, edition: str = "", by: User, at: datetime) -> Budget:
    """Open a department's budget of a year."""
    if not by.may("budget.edit"):
        raise PermissionDenied
    if Budget.objects.filter(department=department, year=year, edition=edition).exists():
        raise Refused(_("There is already a budget of this department, year and edition."))
    budget = Budget.objects.create(
        reference=BUDGETS.next(year), department=department, year=year, edition=edition
    )
    _note(budget, "open", by, at, department=department, year=year, edition=edition)
    return budget


@transaction.atomic
def add_line(budget: Budget, *, by: User, at: datetime, kind: str, name: str, **fields: Any) -> BudgetLine:
    """Enter a line with the amount first approved."""
    budget = lock_budget(budget, by)
    if budget.lines.filter(kind=kind, name=name).exists():
        raise Refused(_("There is already a line “%(name)s”.") % {"name": name})
    fields.setdefault("position", budget.lines.count() + 1)
    line = budget.lines.create(kind=kind, name=name, **fields)
    _note(budget, "add_line", by, at, line=line.pk, kind=kind, name=name, initial_yuan=line.initial_yuan)
    return line


@transaction.atomic
def change_line(
    line: BudgetLine, *, by: User, at: datetime, seen: Mark, changes: Mapping[str, Any]
) -> BudgetLine:
    """Correct a line's description or initial amount; refused when somebody else changed it meanwhile."""
    budget = lock_budget(line.budget, by)
    line = BudgetLine.objects.select_for_update().get(pk=line.pk)
    require_unchanged(seen, line.version)
    before = model_to_dict(line, fields=list(changes))
    for name, value in changes.items():
        setattr(line, name, value)
    line.version += 1
    line.full_clean()
    line.save(update_fields=[*changes, "version"])
    after = model_to_dict(line, fields=list(changes))
    changed = {name: f"{before[name]} → {after[name]}" for name in changes if before[name] != after[name]}
    if changed:
        _note(budget, "change_line", by, at, line=line.pk, **changed)
    return line


@transaction.atomic
def remove_line(line: BudgetLine, *, by: User, at: datetime) -> None:
    """Strike a line that nothing was posted to."""
    budget = lock_budget(line.budget, by)
    if line.adjustments.exists() or line.payments.exists():
        raise Refused(_("Something was posted to “%(name)s”: post it back first.") % {"name": line})
    _note(budget, "remove_line", by, at, line=line.pk, name=line.name, initial_yuan=line.initial_yuan)
    line.delete()


@transaction.atomic
def post_adjustment(
    line: BudgetLine,
    *,
    by: User,
    at: datetime,
    kind: str,
    amount_yuan: Decimal,
    decided_on: date,
    reason: str = "",
    document: str = "",
) -> Adjustment:
    """Post a change of a line's budget with its kind, reason and document."""
    budget = lock_budget(line.budget, by)
    posted = Adjustment(
        line=line,
        kind=AdjustmentKind(kind),
        amount_yuan=amount_yuan,
        decided_on=decided_on,
        reason=reason,
        document=document,
        posted_by=by,
        posted_at=at,
    )
    posted.full_clean()
    posted.save()
    payload = {"line": line.pk, "kind": kind, "amount_yuan": str(amount_yuan), "adjustment": posted.pk}
    record(budget.reference, "adjust", by=by, at=at, basis=CHANGES, payload=payload)
    return posted


@transaction.atomic
def post_payment(
    line: BudgetLine,
    *,
    by: User,
    at: datetime,
    amount_yuan: Decimal,
    paid_on: date,
    purpose: str,
    document: str = "",
) -> Payment:
    """Post a payment from a line."""
    budget = lock_budget(line.budget, by)
    posted = Payment(
        line=line,
        amount_yuan=amount_yuan,
        paid_on=paid_on,
        purpose=purpose,
        document=document,
        posted_by=by,
        posted_at=at,
    )
    posted.full_clean()
    posted.save()
    _note(budget, "pay", by, at, line=line.pk, amount_yuan=amount_yuan, payment=posted.pk)
    return posted


@transaction.atomic
def reverse(
    posted: Adjustment | Payment, *, by: User, at: datetime, on: date, reason: str
) -> Adjustment | Payment:
    """Post a mistaken posting back: the opposite amount, with the reason; each posting is posted back once."""
    budget = lock_budget(posted.line.budget, by)
    if not reason.strip():
        raise Refused(_("Say why it is posted back."))
    if posted.reverses_id or hasattr(posted, "reversed_by"):
        raise Refused(_("This posting was already posted back, or posts another one back."))
    back = _opposite(posted, reason.strip(), on)
    back.posted_by, back.posted_at = by, at
    back.full_clean()
    back.save()
    said = {"line": posted.line_id, "amount_yuan": back.amount_yuan, "of": posted.pk, "reason": reason}
    _note(budget, f"reverse_{posted._meta.model_name}", by, at, **said)
    return back


def _opposite(posted: Adjustment | Payment, reason: str, on: date) -> Adjustment | Payment:
    shared = {"line": posted.line, "amount_yuan": -posted.amount_yuan, "document": posted.document}
    if isinstance(posted, Adjustment):
        return Adjustment(kind=posted.kind, decided_on=on, reason=reason, reverses=posted, **shared)
    return Payment(paid_on=on, purpose=reason[:200], reverses=posted, **shared)


@transaction.atomic
def declare(budget: Budget, *, by: User, at: datetime, changes: Mapping[str, Any]) -> Budget:
    """State how rates are measured and what finance took back at year end."""
    budget = lock_budget(budget, by)
    for name, value in changes.items():
        setattr(budget, name, value)
    budget.full_clean()
    budget.save(update_fields=list(changes))
    _note(budget, "declare", by, at, **changes)
    return budget


@transaction.atomic
def state_control(budget: Budget, level: str, *, by: User, at: datetime, **amounts: Any) -> ControlTotal:
    """Enter a total as an outside document states it."""
    budget = lock_budget(budget, by)
    control, _created = ControlTotal.objects.update_or_create(budget=budget, level=level, defaults=amounts)
    _note(budget, "control", by, at, level=level, **amounts)
    return control


@transaction.atomic
def close(budget: Budget, *, by: User, at: datetime, on: date) -> None:
    """Close a budget when its report is filed."""
    budget.closed_on = on
    budget.save(update_fields=["closed_on"])
    _note(budget, "close", by, at, closed_on=on)


@transaction.atomic
def reopen(budget: Budget, *, by: User, at: datetime) -> None:
    """Open a budget again when its report was returned."""
    budget.closed_on = None
    budget.save(update_fields=["closed_on"])
    _note(budget, "reopen", by, at)
