"""Advice on staffing for the head of a hall: what opening or closing a window would save or cost, and what it came to."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hall.actions.staffing import plan_window
from tongban.work.hall.forms.staffing import WindowPlanForm
from tongban.work.hall.models import Place
from tongban.work.hall.queries.places import visible_to
from tongban.work.hall.queries.staffing import staffing_page
from tongban.work.hall.queries.staffing_outcome import outcomes

AHEAD_DAYS = 7


@requires("hall.supervise")
@require_safe
def staffing(request: StaffRequest, code: str) -> HttpResponse:
    place = get_object_or_404(visible_to(request.user), code=code)
    day = _day(request.GET.get("day", ""))
    return render(request, "hall/staffing.html", _shown(place, day, WindowPlanForm(place=place, day=day)))


@requires("hall.supervise")
@require_POST
def plan(request: StaffRequest, code: str) -> HttpResponse:
    """Decide: a plan for a window, kept with what it is expected to save."""
    place = get_object_or_404(visible_to(request.user), code=code)
    day = _day(request.POST.get("day", ""))
    form = WindowPlanForm(request.POST, place=place, day=day)
    status = attempt(
        form, lambda: plan_window(form.cleaned_data["window"], form.plan, by=request.user, at=now())
    )
    if status == SAVED:
        return redirect_saved(request, "hall:staffing", code)
    return render(request, "hall/staffing.html", _shown(place, day, form), status=status)


def _shown(place: Place, day: date, form: WindowPlanForm) -> dict[str, Any]:
    today = localdate()
    return {
        "place": place,
        "page": staffing_page(place, day, now()),
        "days": [today + timedelta(days=step) for step in range(AHEAD_DAYS)],
        "outcomes": outcomes(place, now()),
        "form": form,
    }


def _day(text: str) -> date:
    """Return the day that was asked for, within the next ones; today otherwise."""
    today = localdate()
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if today <= asked < today + timedelta(days=AHEAD_DAYS) else today
