"""Working on a draft: its fields, and rows of questions, materials and steps that open in place."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.staged_files import stage
from tongban.ground.matters import conditions
from tongban.ground.matters.answers import OPENED, SAVED, attempt, redirect_saved
from tongban.offer.catalogue.actions import drafts
from tongban.offer.catalogue.forms.versions import PART_FORMS, PartForm, VersionForm
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries import faults
from tongban.offer.catalogue.queries.content import PARTS
from tongban.offer.catalogue.queries.faults import questions_of
from tongban.offer.catalogue.views.access import edits, version_for
from tongban.offer.catalogue.views.versions import frame

NEW = "new"


@edits
@require_safe
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, version_for(request, pk))


def _page(
    request: StaffRequest, version: ItemVersion, *, status: int = OPENED, **opened: Any
) -> HttpResponse:
    shown = {**frame(request, version, "edit"), "faults": faults.faults_of(version)}
    shown["sections"] = [_section(version, part, **opened) for part in PARTS]
    return render(request, "catalogue/edit.html", shown, status=status)


def _section(
    version: ItemVersion, part: str, *, part_opened: str = "", form: PartForm | None = None, row: Any = None
) -> dict[str, Any]:
    is_open = part == part_opened
    return {
        "part": part,
        "title": PARTS[part][0]._meta.verbose_name_plural,
        "rows": list(getattr(version, part).all()),
        "form": form if is_open else None,
        "editing": (row.pk if row else NEW) if is_open else None,
        "seen": mark_of(row) if is_open and row else "",
    }


@edits
def fields(request: StaffRequest, pk: int) -> HttpResponse:
    version = version_for(request, pk)
    mark, seen = mark_of(version), request.POST.get("seen", "")
    form = VersionForm(request.POST or None, instance=version)
    said: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: drafts.change(version, changes=form.changes, seen=seen, **said))
    if status == SAVED:
        return redirect_saved(request, "catalogue:edit", pk)
    shown = {**frame(request, version_for(request, pk), "edit"), "form": form, "seen": mark}
    return render(request, "catalogue/fields.html", shown, status=status)


@edits
def part(request: StaffRequest, pk: int, part: str, row: int | None = None) -> HttpResponse:
    version = version_for(request, pk)
    if part not in PARTS:
        raise Http404
    model = PARTS[part][0]
    edited = get_object_or_404(getattr(version, part), pk=row) if row else None
    form = PART_FORMS[part](
        request.POST or None,
        request.FILES or None,
        instance=edited or model(version=version, **_place(version, part)),
        check_url=reverse("catalogue:condition", args=[pk]),
    )
    stage(form, request.user, now())
    status = attempt(form, lambda: _save(request, version, form, edited))
    if status != SAVED:
        return _opened(request, version, part, form, edited, status)
    return _changed(request, pk, part)


def _place(version: ItemVersion, part: str) -> dict[str, int]:
    rows = getattr(version, part).all()
    return (
        {"stage": max((row.stage for row in rows), default=0) + 1}
        if part == "steps"
        else {"position": len(rows) + 1}
    )


def _save(request: StaffRequest, version: ItemVersion, form: PartForm, edited: Any) -> None:
    if edited:
        seen = request.POST.get("seen", "")
        drafts.change_part(edited, by=request.user, at=now(), changes=form.changes, seen=seen)
    else:
        drafts.add(version, form._meta.model, by=request.user, at=now(), **form.cleaned_data)


def _opened(
    request: StaffRequest, version: ItemVersion, part: str, form: PartForm, row: Any, status: int
) -> HttpResponse:
    opened: dict[str, Any] = {"part_opened": part, "form": form, "row": row}
    if not request.htmx:  # type: ignore[attr-defined]
        return _page(request, version, status=status, **opened)
    shown = {"section": _section(version, part, **opened), "version": version, "may_edit": True}
    return render(request, "catalogue/parts/section.html", shown, status=status)


def _changed(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("catalogue:edit", pk)
    version = version_for(request, pk)
    shown = {
        "section": _section(version, part),
        "version": version,
        "may_edit": True,
        "faults": faults.faults_of(version),
        "tells_faults": True,
    }
    return render(request, "catalogue/parts/section.html", shown)


@edits
@require_safe
def section(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    if part not in PARTS:
        raise Http404
    return _changed(request, pk, part)


@edits
@require_POST
def remove(request: StaffRequest, pk: int, part: str, row: int) -> HttpResponse:
    version = version_for(request, pk)
    if part not in PARTS:
        raise Http404
    drafts.remove(get_object_or_404(getattr(version, part), pk=row), by=request.user, at=now())
    return _changed(request, pk, part)


@edits
@require_safe
def condition(request: StaffRequest, pk: int) -> HttpResponse:
    version = version_for(request, pk)
    text, fault, looked_at = request.GET.get("condition", ""), "", []
    questions = questions_of(version)
    try:
        conditions.check(text, questions)
        looked_at = [each.text for each in questions if each.code in conditions.depends_on(text)]
    except conditions.BadCondition as error:
        fault = str(error)
    shown = {"text": text.strip(), "fault": fault, "looked_at": looked_at, "questions": questions}
    return render(request, "catalogue/parts/condition.html", shown)
