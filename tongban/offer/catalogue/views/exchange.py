"""Items out and in: the workbook, the JSON, the empty workbook; faults by row and column."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.tables import XLSX, download
from tongban.ground.matters.answers import WRONG, attempt
from tongban.offer.catalogue.actions import imports
from tongban.offer.catalogue.exchange.files import to_json, to_workbook
from tongban.offer.catalogue.forms.exchange import ExchangeForm
from tongban.offer.catalogue.queries.export import published_records
from tongban.offer.catalogue.views.access import reads

WRITERS = {"xlsx": (to_workbook, XLSX), "json": (to_json, "application/json")}
MOST_BYTES = 20 * 1024 * 1024


@reads
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    if form not in WRITERS:
        raise Http404
    write, media = WRITERS[form]
    return download(write(published_records(now())), f"items-{localdate().isoformat()}.{form}", media)


@reads
@require_safe
def template(request: StaffRequest) -> HttpResponse:
    return download(to_workbook([]), "items-template.xlsx")


@reads
def exchange(request: StaffRequest) -> HttpResponse:
    form = ExchangeForm(request.POST or None, request.FILES or None)
    taken: list[imports.ItemImport] = []
    faults: list[FileFault] = []

    def act() -> None:
        upload = form.cleaned_data["file"]
        content = upload.read(MOST_BYTES)
        taken.append(imports.import_items(content, upload.name or "", by=request.user, at=now()))

    try:
        status = attempt(form, act)
    except FaultyFile as error:
        status, faults = WRONG, error.faults
    if taken:
        messages.success(request, _said(taken[0]))
        return redirect("catalogue:items")
    shown: dict[str, Any] = {"form": form, "faults": faults, "may_edit": request.user.may("catalogue.edit")}
    return render(request, "catalogue/exchange.html", shown, status=status)


def _said(taken: imports.ItemImport) -> str:
    said = _("Taken in as drafts: %(added)d items new, %(changed)d changed; %(same)d say what is published.")
    return said % {"added": taken.added, "changed": taken.changed, "same": taken.same}
