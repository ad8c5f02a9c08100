"""Finding an answer while somebody waits on the line, and how the units keep their answers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.offer.knowledge.actions import uses
from tongban.offer.knowledge.forms.lists import SampleSizeForm, VerdictForm
from tongban.offer.knowledge.models import AccuracyCheck
from tongban.offer.knowledge.queries import overview
from tongban.offer.knowledge.queries.answers import search
from tongban.offer.knowledge.views.worklists import reads

releases = requires("knowledge.release")


@reads
@require_safe
def find(request: StaffRequest) -> HttpResponse:
    """Search as one types."""
    typed = request.GET.get("q", "").strip()
    shown = {"typed": typed, "found": search(typed, user=request.user) if typed else []}
    return render(request, "knowledge/search.html", shown)


@reads
@require_safe
def keeping(request: StaffRequest) -> HttpResponse:
    """Show how each unit keeps its answers, and the reports that wait."""
    at = now()
    reports = [(report, report.is_late_at(at)) for report in overview.reports_for(request.user)]
    shown = {"units": overview.keeping_by_unit(localdate(at)), "reports": reports}
    return render(request, "knowledge/keeping.html", shown)


@releases
def samples(request: StaffRequest) -> HttpResponse:
    """Draw a sample, and see what samples found."""
    form = SampleSizeForm(request.POST or None)
    status = attempt(form, lambda: uses.draw_sample(form.cleaned_data["count"], by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "knowledge:samples")
    return _samples(request, form, VerdictForm(), status)


@releases
@require_POST
def verdict(request: StaffRequest, pk: int) -> HttpResponse:
    """Note whether a sampled answer is right."""
    check = get_object_or_404(AccuracyCheck, pk=pk)
    form = VerdictForm(request.POST)
    status = attempt(form, lambda: uses.check_sample(check, **form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "knowledge:samples")
    return _samples(request, SampleSizeForm(), form, status, pk)


def _samples(
    request: StaffRequest, form: SampleSizeForm, verdict_form: VerdictForm, status: int, checking: int = 0
) -> HttpResponse:
    shown = {"form": form, "verdict": verdict_form, "checking": checking, "checks": overview.samples()}
    return render(request, "knowledge/samples.html", shown, status=status)
