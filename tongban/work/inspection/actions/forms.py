"""Forms of inspection and the rules that ask for one: data of the office, changed by whoever decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.inspection.models import HitRule, QualityCriterion, QualityForm
from tongban.work.inspection.rules.scores import weight_fault
from tongban.work.inspection.states import CUSTOM


@dataclass(frozen=True, slots=True)
class CriterionWish:
    """A criterion: so many points, or a fatal error."""

    name: str
    points: Decimal = Decimal(0)
    is_fatal: bool = False


@dataclass(frozen=True, slots=True)
class RuleWish:
    """A rule: its number, and whether it is in use."""

    number: int
    is_active: bool = True


KINDS = tuple(HitRule.Kind.values)


@transaction.atomic
def set_form(
    name: str,
    criteria: Sequence[CriterionWish],
    *,
    in_force_on: date,
    by: User,
    at: datetime,
    pass_mark: Decimal = Decimal(80),
    is_example: bool = False,
) -> QualityForm:
    """Put a form in force from a day on; its points add up to 100."""
    if not by.may("inspection.decide"):
        raise PermissionDenied
    miss = weight_fault(each.points for each in criteria if not each.is_fatal)
    if miss:
        raise Refused(_("The points add up to %(sum)s, not to 100.") % {"sum": miss + 100})
    form = QualityForm.objects.create(
        name=name, in_force_on=in_force_on, pass_mark=pass_mark, is_example=is_example
    )
    QualityCriterion.objects.bulk_create(
        QualityCriterion(
            form=form,
            position=place,
            name=each.name,
            points=Decimal(0) if each.is_fatal else each.points,
            is_fatal=each.is_fatal,
        )
        for place, each in enumerate(criteria, 1)
    )
    said = {"criteria": [[each.name, str(each.points), each.is_fatal] for each in criteria]}
    record(f"QFORM-{form.pk}", "set_form", by=by, at=at, basis=CUSTOM, payload=said, after=name)
    return form


@transaction.atomic
def set_rules(wanted: Mapping[str, RuleWish], *, by: User, at: datetime) -> None:
    """Set every rule that is wanted otherwise than it is."""
    if not by.may("inspection.decide"):
        raise PermissionDenied
    known = {rule.kind: RuleWish(rule.number, rule.is_active) for rule in HitRule.objects.select_for_update()}
    for kind, wish in wanted.items():
        if known.get(kind) != wish:
            set_rule(kind, wish.number, by=by, at=at, is_active=wish.is_active)


@transaction.atomic
def set_rule(kind: str, number: int, *, by: User, at: datetime, is_active: bool = True) -> HitRule:
    """Set the number of a rule that asks for inspections, or put it out of use."""
    if not by.may("inspection.decide"):
        raise PermissionDenied
    rule = HitRule.objects.select_for_update().filter(kind=kind).first() or HitRule(kind=kind)
    before = str(rule.number or "")
    rule.number, rule.is_active = number, is_active
    rule.save()
    said = {"is_active": is_active}
    record(
        f"QRULE-{kind}",
        "set_rule",
        by=by,
        at=at,
        basis=CUSTOM,
        before=before,
        after=str(number),
        payload=said,
    )
    return rule
