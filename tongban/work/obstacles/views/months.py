"""The analysis of a month: the list of months, one month with its figures, the paper."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.obstacles import month_paper
from tongban.work.obstacles.actions.analyses import issue_analysis
from tongban.work.obstacles.forms.intake import AnalysisForm
from tongban.work.obstacles.models import MonthAnalysis
from tongban.work.obstacles.queries.months import analyses, figures_of, months_with_entries

reads = requires("obstacles.read_all")


@reads
@require_safe
def months(request: StaffRequest) -> HttpResponse:
    issued = analyses()
    rows = [(month, issued.get(month)) for month in months_with_entries(localdate())]
    return render(request, "obstacles/months.html", {"months": rows})


@reads
def month(request: StaffRequest, year: int, month: int) -> HttpResponse:
    """Show the figures of a month; issue its analysis once it is over."""
    if not 1 <= month <= 12:
        raise Http404
    first = date(year, month, 1)
    issued = MonthAnalysis.objects.select_related("by").filter(month=first).first()
    is_over = first < localdate().replace(day=1)
    may_issue = issued is None and is_over and request.user.may("obstacles.handle")
    form = AnalysisForm((request.POST or None) if may_issue else None)
    status = attempt(form, lambda: issue_analysis(first, by=request.user, at=now(), **form.cleaned_data))
    if status == SAVED:
        return redirect_saved(request, "obstacles:month", year, month)
    shown = {"figures": figures_of(first), "issued": issued, "form": form if may_issue else None}
    return render(request, "obstacles/month.html", shown, status=status)


@reads
@require_safe
def paper(request: StaffRequest, year: int, month: int) -> HttpResponse:
    issued = get_object_or_404(MonthAnalysis, month__year=year, month__month=month)
    return HttpResponse(month_paper.pdf(issued), content_type="application/pdf")
