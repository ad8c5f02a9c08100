"""Working on a draft: its fields, and rows of questions, materials and steps that open in place."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.staged_files import stage
from tongban.ground.law.search import articles_like
from tongban.ground.matters import conditions
from tongban.ground.matters.answers import OPENED, SAVED, attempt, redirect_saved
from tongban.ground.matters.condition_words import fault_in_words, in_words
from tongban.offer.catalogue.actions import drafts
from tongban.offer.catalogue.form_fields import new_name
from tongban.offer.catalogue.forms.articles import citation_of, labelled
from tongban.offer.catalogue.forms.conditions import ConditionPicker, expression_of, picks_of
from tongban.offer.catalogue.forms.versions import PART_FORMS, PartForm, VersionForm
from tongban.offer.catalogue.models import ItemVersion, Situation
from tongban.offer.catalogue.queries import faults
from tongban.offer.catalogue.queries.content import PARTS
from tongban.offer.catalogue.queries.faults import questions_of
from tongban.offer.catalogue.views.access import edits, version_for
from tongban.offer.catalogue.views.versions import frame

NEW = "new"
PICKERS = ("material-condition", "step-condition")


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
        "questions": questions_of(version),
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
        questions=questions_of(version),
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
        fields = form.cleaned_data
        if form._meta.model is Situation:
            fields["code"] = new_name(fields["question"], [each.code for each in questions_of(version)])
        drafts.add(version, form._meta.model, by=request.user, at=now(), **fields)


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
    """Say what a condition that is being picked or written means, and offer a row more once all are picked."""
    questions = questions_of(version_for(request, pk))
    typed = ConditionPicker().value_from_datadict(request.GET, None, "condition")
    text, fault = "", ""
    try:
        text = expression_of(typed, questions)
        conditions.check(text, questions)
    except conditions.BadCondition as error:
        fault = fault_in_words(error)
    except ValidationError as error:
        fault = " ".join(error.messages)
    shown = {
        "text": text,
        "fault": fault,
        "said": "" if fault else in_words(text, questions),
        "looked_at": []
        if fault
        else [each.text for each in questions if each.code in conditions.depends_on(text)],
        "questions": questions,
        **_row_more(request, questions),
    }
    return render(request, "catalogue/parts/condition.html", shown)


def _row_more(request: StaffRequest, questions: Sequence[conditions.Question]) -> dict[str, Any]:
    picked, name = request.GET.getlist("condition-when"), request.GET.get("for", "")
    if not all(picked) or not picked or name not in PICKERS or len(picked) >= conditions.MOST_NAMES:
        return {}
    return {"id": name, "at": len(picked), "widget": {"picks": picks_of(questions)}}


@edits
@require_safe
def articles(request: StaffRequest) -> HttpResponse:
    """Return the articles of the registry that a search means, the one chosen before first."""
    chosen, name = request.GET.get("chosen", ""), request.GET.get("name", "")
    searched = request.GET.get(f"{name}-search", "")
    found = [str(each) for each in articles_like(searched)]
    if citation_of(chosen) is not None and not searched.strip():
        found = [chosen, *found]
    shown = {"articles": labelled(found), "name": name, "chosen": chosen}
    return render(request, "catalogue/parts/articles.html", shown)
