"""Scans beside the points to check: whoever reviews looks at a material and reads at once what matters in it."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.files import show_inline
from tongban.ground.kit.middleware import CONTENT_POLICY
from tongban.ground.matters.acts import offered
from tongban.work.cases.forms.acts import ACTS
from tongban.work.cases.models import CaseFile
from tongban.work.cases.queries.worklists import READING
from tongban.work.cases.views.case import case_or_404, materials_shown


@requires(*READING)
@require_safe
def scans(request: StaffRequest, reference: str) -> HttpResponse:
    case = case_or_404(request, reference)
    materials = materials_shown(case)
    files = [kept for each in materials for kept in each["entry"].files.all()]
    shown = {
        "case": case,
        "materials": materials,
        "first": next((kept for kept in files if kept.file.is_shown_inline), None),
        "acts": offered(ACTS, case, request.user),
    }
    answer = render(request, "cases/scans.html", shown)
    answer["Content-Security-Policy"] = f"{CONTENT_POLICY}; frame-src 'self'"
    return answer


@requires(*READING)
@require_safe
def look(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Show one file of the case in its frame."""
    case = case_or_404(request, reference)
    kept = get_object_or_404(CaseFile.objects.select_related("file"), pk=pk, entry__case=case)
    shown = show_inline(kept.file)
    if shown is None:
        raise Http404
    return shown
