"""Inspecting orders: asked for by a sample or a rule, scored, accepted or appealed, decided by a third person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.law import term
from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_under
from tongban.work.hotline.models import Order
from tongban.work.inspection.models import (
    CriterionMark,
    HitRule,
    Inspection,
    QualityCriterion,
    QualityForm,
    SampledOrder,
    SamplePlan,
)
from tongban.work.inspection.numbers import INSPECTIONS
from tongban.work.inspection.queries.samples import form_on
from tongban.work.inspection.rules.scores import GivenPoints, score_of
from tongban.work.inspection.states import INSPECTIONS as CHART


@dataclass(frozen=True, slots=True)
class GivenMark:
    """What somebody gives for a criterion."""

    points: Decimal | None = None
    is_hit: bool = False
    remark: str = ""


Marks = Mapping[int, GivenMark]
"""What is given, by the key of the criterion."""


def ask_of_sample(plan: SamplePlan, *, by: User, at: datetime) -> None:
    """Ask for the inspections of a sample: of what is inspected twice, two."""
    form = _form_on(at)
    for sampled in plan.orders.select_related("order"):
        for turn in (1, 2) if sampled.is_double else (1,):
            _ask(sampled.order, form, at=at, sampled=sampled, turn=turn)


@transaction.atomic
def ask_by_rule(order: Order, rule: HitRule, *, at: datetime) -> Inspection | None:
    """Ask for the inspection of an order that a rule hits, once."""
    if Inspection.objects.filter(order=order, rule=rule).exists():
        return None
    return _ask(order, _form_on(at), at=at, rule=rule)


def _ask(
    order: Order,
    form: QualityForm,
    *,
    at: datetime,
    sampled: SampledOrder | None = None,
    rule: HitRule | None = None,
    turn: int = 1,
) -> Inspection:
    asked = Inspection(
        reference=INSPECTIONS.next(day_of(at)),
        order=order,
        sampled=sampled,
        rule=rule,
        turn=turn,
        form=form,
        agent_id=order.taken_by_id,
        unit_id=order.lead_unit_id,
        asked_at=at,
    )
    CHART.make("ask", asked, by=None, at=at)
    asked.save(force_insert=True)
    return asked


@transaction.atomic
def score(
    inspection: Inspection, marks: Marks, *, by: User, at: datetime, advice: str = "", recording: str = ""
) -> Inspection:
    """Give the marks: every criterion, by somebody who neither handled the order nor inspected it before."""
    inspection = lock_matter(Inspection, inspection.pk)
    CHART.need("score", inspection, by=by)
    if by.pk in {inspection.agent_id, *inspection.order.handlers}:
        raise Refused(_("Whoever handled an order does not inspect it; please leave it to a colleague."))
    if inspection.sampled_id and _has_inspected(inspection, by):
        raise Refused(_("An order is inspected twice by two persons, and you have been one of them."))
    result, has_fatal = _mark(inspection, marks, by=by, at=at)
    facts = {
        "inspector_id": by.pk,
        "scored_at": at,
        "score": result,
        "has_fatal": has_fatal,
        "advice": advice.strip(),
        "recording": recording.strip(),
        "appeal_until": last_day(
            Deadline(day_of(at), int(term("inspection_appeal", on=day_of(at)))), calendar()
        ),
    }
    said = {"score": result, "has_fatal": has_fatal}
    CHART.make("score", inspection, by=by, at=at, facts=facts, payload=said)
    return inspection


@transaction.atomic
def accept(inspection: Inspection, *, by: User, at: datetime) -> Inspection:
    """Accept the score, as whose work it is."""
    inspection = _of_ones_own(inspection, by)
    CHART.make("accept", inspection, by=by, at=at, facts={})
    return inspection


@transaction.atomic
def appeal(inspection: Inspection, *, by: User, at: datetime, reason: str) -> Inspection:
    """Appeal against the score within its days, as whose work it is, with the reason."""
    inspection = _of_ones_own(inspection, by)
    CHART.need("appeal", inspection, by=by)
    if inspection.appeal_until is not None and day_of(at) > inspection.appeal_until:
        raise Refused(_("The days for an appeal are over."))
    CHART.make("appeal", inspection, by=by, at=at, facts={"appeal": _said(reason)})
    return inspection


@transaction.atomic
def uphold(inspection: Inspection, *, by: User, at: datetime, ruling: str) -> Inspection:
    """Keep the score, as a third person, with the reason."""
    inspection = _for_a_third(inspection, by)
    facts = {"ruling": _said(ruling), "ruled_by_id": by.pk}
    CHART.make("uphold", inspection, by=by, at=at, facts=facts)
    return inspection


@transaction.atomic
def correct(inspection: Inspection, marks: Marks, *, by: User, at: datetime, ruling: str) -> Inspection:
    """Give other marks than the inspector, as a third person, with the reason; the first marks stay beside them."""
    inspection = _for_a_third(inspection, by)
    CHART.need("correct", inspection, by=by)
    before = inspection.score
    result, has_fatal = _mark(inspection, marks, by=by, at=at, is_ruling=True)
    facts = {"ruling": _said(ruling), "ruled_by_id": by.pk, "score": result, "has_fatal": has_fatal}
    CHART.make("correct", inspection, by=by, at=at, facts=facts, payload={"before": before, "score": result})
    return inspection


@transaction.atomic
def lapse(inspection: Inspection, *, at: datetime) -> bool:
    """Make a score final whose days for an appeal are over; return whether it was."""
    inspection = lock_matter(Inspection, inspection.pk)
    until = inspection.appeal_until
    if inspection.status != Inspection.Status.SCORED or until is None or day_of(at) <= until:
        return False
    CHART.make("lapse", inspection, by=None, at=at, facts={})
    return True


def _mark(
    inspection: Inspection, marks: Marks, *, by: User, at: datetime, is_ruling: bool = False
) -> tuple[Decimal | None, bool]:
    criteria = list(inspection.form.criteria.all())
    given = [(each, marks.get(each.pk, GivenMark())) for each in criteria]
    for criterion, mark in given:
        _need_right(criterion, mark)
    CriterionMark.objects.bulk_create(
        CriterionMark(
            inspection=inspection,
            criterion=criterion,
            points=None if criterion.is_fatal else mark.points,
            is_hit=criterion.is_fatal and mark.is_hit,
            remark=mark.remark.strip()[:300],
            is_ruling=is_ruling,
            by=by,
            at=at,
        )
        for criterion, mark in given
    )
    result, has_fatal = score_of(
        GivenPoints(criterion.points, mark.points, criterion.is_fatal, mark.is_hit)
        for criterion, mark in given
    )
    if result is None:
        raise Refused(_("Give points for at least one criterion."))
    return result, has_fatal


def _need_right(criterion: QualityCriterion, mark: GivenMark) -> None:
    if criterion.is_fatal and mark.is_hit and not mark.remark.strip():
        raise Refused(_("Say in words what the fatal error was: “%(criterion)s”.") % {"criterion": criterion})
    if mark.points is not None and not 0 <= mark.points <= max(criterion.points, Decimal(0)):
        raise Refused(
            _("“%(criterion)s” gives 0 to %(points)s points.")
            % {"criterion": criterion, "points": criterion.points}
        )


def _has_inspected(inspection: Inspection, by: User) -> bool:
    return Inspection.objects.filter(sampled=inspection.sampled_id, inspector=by).exists()


def _of_ones_own(inspection: Inspection, by: User) -> Inspection:
    inspection = lock_matter(Inspection, inspection.pk)
    own_unit = inspection.agent_id is None and inspection.unit_id in departments_under(by.department_id)
    if inspection.agent_id != by.pk and not own_unit:
        raise PermissionDenied
    return inspection


def _for_a_third(inspection: Inspection, by: User) -> Inspection:
    inspection = lock_matter(Inspection, inspection.pk)
    if by.pk in (inspection.inspector_id, inspection.agent_id):
        raise PermissionDenied
    return inspection


def _form_on(at: datetime) -> QualityForm:
    form = form_on(day_of(at))
    if form is None:
        raise Refused(_("There is no form of inspection in force yet."))
    return form


def _said(text: str) -> str:
    if not text.strip():
        raise Refused(_("Please write down why; it is kept."))
    return text.strip()
