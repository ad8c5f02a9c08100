"""Who stands at the window, known by their code: their visit, their unfinished cases, their file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import attempt_making
from tongban.ground.people.queries import applicant_behind
from tongban.ground.people.subject_files import file_of
from tongban.work.hall.actions import person_codes
from tongban.work.hall.forms.console import ScanForm
from tongban.work.hall.models import CodeUse, Window
from tongban.work.hall.queries.console import people
from tongban.work.hall.queries.person_codes import read_by, unfinished_cases, visit_of
from tongban.work.hall.queries.windows import window_of

serves = requires("hall.serve")


@serves
@never_cache
def scan(request: StaffRequest) -> HttpResponse:
    """Read the code of a person before the window; refused, it says why."""
    window = window_of(request.user)
    if window is None:
        return redirect("hall:console")
    form = ScanForm(request.POST or None)
    status, use = attempt_making(form, lambda: _read(request, form, window))
    if use is not None:
        return redirect("hall:person", use.pk)
    return render(request, "hall/scan.html", {"window": window, "form": form}, status=status)


@serves
@require_safe
@never_cache
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a person to the officer who has read their code, as long as the visit lasts."""
    use = read_by(request.user, pk, now())
    applicant = applicant_behind(use.code.account) if use else None
    if use is None or applicant is None:
        raise Http404
    today = localdate()
    visit = visit_of(use.code.account, use.place, today)
    shown = {
        "use": use,
        "applicant": applicant,
        "tickets": people(visit.tickets, now(), is_fresh=True),
        "appointments": visit.appointments,
        "cases": unfinished_cases(use.code.account, request.user, today),
        "parts": file_of(applicant, request.user, today),
    }
    return render(request, "hall/known.html", shown)


def _read(request: StaffRequest, form: ScanForm, window: Window) -> CodeUse:
    said = form.cleaned_data
    return person_codes.use_at_window(said["scanned"], window, by=request.user, at=now(), basis=said["basis"])
