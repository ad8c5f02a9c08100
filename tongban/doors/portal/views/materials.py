"""The materials of an application: handed in as files, replaced by a licence on file, promised, or left to the bureau."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.portal import actions as portal
from tongban.doors.portal.queries.drafts import Draft, MaterialRow
from tongban.doors.portal.views.drafts import draft_of
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.work.cases.actions import materials as action_materials
from tongban.work.cases.actions.materials import ask_issuer, follow_later, promise, use_licence

WAYS = {"promise": promise, "ask": ask_issuer, "later": follow_later}


class MaterialUploadForm(forms.Form):
    """A file for one material."""

    file = forms.FileField(label=_("File"))

    def __init__(self, row: MaterialRow, errors: list[str] | None = None) -> None:
        """Name the field after its material, so that a page may show many."""
        super().__init__(auto_id=f"material_{row.entry.material_id}_%s")
        self.fields["file"].label = row.entry.material.name
        self.faults = errors or []

    def full_clean(self) -> None:
        """Take the reasons for which the file was not kept."""
        self._errors = ErrorDict({"file": self.error_class(self.faults)} if self.faults else {})


@requires("cases.apply")
@require_safe
def materials(request: StaffRequest, reference: str) -> HttpResponse:
    draft = draft_of(request, reference)
    if not any(row.is_open for row in draft.rows):
        return redirect("my:case", reference)
    return _page(request, draft)


@requires("cases.apply")
@require_POST
def attach(request: StaffRequest, reference: str, material: int) -> HttpResponse:
    draft = draft_of(request, reference)
    row = _row(draft, material)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, draft, {material: [str(_("Choose a file first."))]}, 422)
    try:
        action_materials.attach(draft.case, row.entry.material, upload, by=request.user, at=now())
    except ValidationError as error:
        return _page(request, draft, {material: error.messages}, 422)
    return _back(draft, material)


@requires("cases.apply")
@require_POST
def go_another_way(request: StaffRequest, reference: str, material: int, way: str) -> HttpResponse:
    """Take one of the ways of not submitting: a licence on file, a promise, the bureau asks, later."""
    draft, at = draft_of(request, reference), now()
    row = _row(draft, material)
    if way == "licence" and row.licence is not None:
        by = request.user
        use_licence(draft.case, row.entry.material, row.licence, consented_at=at, by=by, at=at)
    elif way in WAYS:
        WAYS[way](draft.case, row.entry.material, by=request.user, at=at)
    else:
        raise Http404
    return _back(draft, material)


@requires("cases.apply")
@require_POST
def use_all(request: StaffRequest, reference: str) -> HttpResponse:
    draft = draft_of(request, reference)
    if "consent" not in request.POST:
        raise Refused(_("Please agree first: without your consent nobody looks at your licences."))
    used = portal.use_all_on_file(draft.case, by=request.user, at=now())
    said = ngettext(
        "%(count)d material is taken from the licences on file.",
        "%(count)d materials are taken from the licences on file.",
        used,
    )
    messages.success(request, said % {"count": used})
    return redirect("my:materials", reference)


@requires("cases.apply")
@require_POST
def remove(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    draft = draft_of(request, reference)
    kept = draft.file_of(pk)
    if kept is None:
        raise Http404
    entry = action_materials.remove(kept, by=request.user, at=now())
    return _back(draft, entry.material_id)


def _row(draft: Draft, material: int) -> MaterialRow:
    found = next((row for row in draft.rows if row.entry.material_id == material), None)
    if found is None:
        raise Http404
    return found


def _page(
    request: StaffRequest, draft: Draft, errors: dict[int, list[str]] | None = None, status: int = 200
) -> HttpResponse:
    wrong = errors or {}
    uploads: dict[int, Any] = {
        row.entry.pk: MaterialUploadForm(row, wrong.get(row.entry.material_id))
        for row in draft.rows
        if row.is_open
    }
    context = {
        "draft": draft, "case": draft.case, "here": "materials", "uploads": uploads,
        "looked_at": "check" in request.GET,
    }  # fmt: skip
    return render(request, "portal/draft/materials.html", context, status=status)


def _back(draft: Draft, material: int) -> HttpResponse:
    return redirect(f"{draft.url('materials')}#material-{material}")
