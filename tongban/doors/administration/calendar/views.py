"""The calendar editor: everybody reads it, the legal officer enters the State Council's notices."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.doors.administration.calendar.forms import FIRST, LAST, NoticeForm
from tongban.doors.administration.calendar.months import changes, months_of, notices_of
from tongban.ground.clock.calendar import Calendar
from tongban.ground.kit import calendar_notices
from tongban.ground.kit.access import StaffRequest, public, requires
from tongban.ground.kit.calendars import calendar
from tongban.ground.people.models import User

YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the list: published or not yet, with its notices and working days."""

    number: int
    is_published: bool
    notices: str
    working_days: int


@public
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    days, today = calendar(), localdate()
    last = max(max(days.published_years), today.year + YEARS_AHEAD)
    rows = [_year(number, days) for number in range(last, min(days.published_years) - 1, -1)]
    return render(request, "calendar/years.html", {"years": rows, "may_enter": _may_enter(request)})


def _year(number: int, days: Calendar) -> Year:
    known = days.provisional(number)
    said = "、".join(each.source for each in notices_of(number, days))
    return Year(number, number in days.published_years, said, len(known.working_days(number)))


@public
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    days = calendar()
    if not FIRST <= year <= LAST:
        raise Http404
    shown = {
        "year": _year(year, days),
        "months": months_of(year, days),
        "notices": notices_of(year, days),
        "before": year - 1 if year > FIRST else None,
        "after": year + 1,
        "today": localdate(),
        "may_enter": _may_enter(request),
    }
    return render(request, "calendar/year.html", shown)


@requires("calendar.edit")
def enter(request: StaffRequest) -> HttpResponse:
    """Take a notice: first what it changes is shown, then it is entered."""
    given = {"year": request.GET.get("year", localdate().year + 1)}
    form = NoticeForm(request.POST or None, initial=given)
    if request.method != "POST" or not form.is_valid():
        return render(request, "calendar/enter.html", {"form": form}, status=422 if form.errors else 200)
    if "confirmed" not in request.POST:
        shown = {
            "form": form,
            "arrangement": form.arrangement,
            "changes": changes(form.arrangement, calendar()),
        }
        return render(request, "calendar/enter.html", shown)
    calendar_notices.enter_notice(form.arrangement, by=request.user, at=now())
    messages.success(request, _("The notice is entered; limits are counted by it from now on."))
    return redirect("calendar:year", form.arrangement.year)


def _may_enter(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.may("calendar.edit")
