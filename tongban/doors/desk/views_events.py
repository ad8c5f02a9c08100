"""The page that takes the events of our cases out: choose, download."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate, now

from tongban.doors.desk import actions
from tongban.doors.desk.forms import ExportForm
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.logs.papers import FORMATS


@requires("logs.read")
def events(request: StaffRequest) -> HttpResponseBase:
    """Show what can be chosen; posted, answer with the file."""
    form = ExportForm(request.POST or None, cases=visible_to(request.user))
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    chosen = form.cleaned_data["form"]
    try:
        file, _count = actions.export_events(form.chosen(), chosen, form.words(), by=request.user, at=now())
    except Refused as refused:
        return _page(request, form, status=409, reason=str(refused))
    _writer, ending, media = FORMATS[chosen]
    name = f"cases-{localdate().isoformat()}.{ending}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=media)


def _page(request: StaffRequest, form: ExportForm, *, status: int, reason: str = "") -> HttpResponse:
    return render(request, "desk/events.html", {"form": form, "reason": reason}, status=status)
