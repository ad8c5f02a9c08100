"""Deciding on staffing: the head plans a window's time; advice only says what it would save."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.hall.models import Window, WindowPlan
from tongban.work.hall.queries.known_days import known_days, within
from tongban.work.hall.queries.places import openings
from tongban.work.hall.queries.staffing import measure, planned_hours
from tongban.work.hall.queries.waits import minute
from tongban.work.hall.staffing.advice import Change
from tongban.work.hall.states import HALL


@transaction.atomic
def plan_window(window: Window, plan: WindowPlan, *, by: User, at: datetime) -> WindowPlan:
    """Plan that a window is open, or closed, for some time of a day; what it is expected to save is kept with it."""
    if not by.may("hall.supervise"):
        raise PermissionDenied
    plan.window = window = (
        Window.objects.select_related("place").select_for_update(of=("self",)).get(pk=window.pk)
    )
    _need_possible(window, plan, at)
    change = Change(window.number, plan.begins, plan.ends, plan.opens)
    saves = measure(window.place, change, plan.day, at)
    if saves:
        plan.saves, plan.saves_low, plan.saves_high = saves
    plan.full_clean()
    plan.save()
    said = {"day": str(plan.day), "times": plan.times, "opens": plan.opens, "saves": round(plan.saves or 0)}
    record(window, "plan_window", by=by, at=at, basis=HALL, payload=said)
    return plan


def _need_possible(window: Window, plan: WindowPlan, at: datetime) -> None:
    today = localdate(at)
    if plan.day < today or (plan.day == today and plan.begins < minute(at, at)):
        raise Refused(_("That time is past already."))
    if window.until is not None and window.until < plan.day:
        raise Refused(_("This window is no longer used."))
    span = [(float(plan.begins), float(plan.ends))]
    if _minutes(within(tuple(openings(window.place, plan.day)), span)) < plan.ends - plan.begins:
        raise Refused(_("The place itself is not open all that time."))
    hours = planned_hours(window.place, plan.day, known_days(window.place, today))
    covered = _minutes(within(hours[window.pk], span))
    if covered and plan.opens:
        raise Refused(_("The window is planned to be open then already."))
    if not plan.opens and covered < plan.ends - plan.begins:
        raise Refused(_("The window is not planned to be open all that time."))


def _minutes(spans: tuple[tuple[float, float], ...]) -> float:
    return sum(ends - begins for begins, ends in spans)
