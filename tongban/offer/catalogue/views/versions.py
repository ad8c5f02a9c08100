"""One version: its guide, what differs from another, what a change touches, and passing it on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.steps import StepperStep
from tongban.offer.catalogue.actions import publication
from tongban.offer.catalogue.forms.items import ReasonForm
from tongban.offer.catalogue.models import ItemVersion, Status
from tongban.offer.catalogue.queries import difference, faults, guide, lists, versions
from tongban.offer.catalogue.queries.guide import read_answers
from tongban.offer.catalogue.queries.tables import history, tone_of
from tongban.offer.catalogue.states import VERSIONS
from tongban.offer.catalogue.views.access import is_editable, reads, version_for

WAY = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.PUBLISHED)
ACTS = {"submit": publication.submit, "approve": publication.approve, "publish": publication.publish}
GIVES_A_REASON = {"return": publication.return_draft, "withdraw": publication.withdraw}


def frame(request: StaffRequest, version: ItemVersion, tab: str) -> dict[str, Any]:
    """Return what stands around every page of a version."""
    before = versions.version_before(version)
    return {
        "version": version,
        "item": version.item,
        "tab": tab,
        "tone": tone_of(version.status),
        "before": before,
        "way": _way(version),
        "may_edit": is_editable(request, version),
        "moves": [move for move in VERSIONS.open_to(version, request.user) if move.name != "supersede"],
    }


def _way(version: ItemVersion) -> list[StepperStep]:
    if version.status == Status.SUPERSEDED:
        return []
    here = WAY.index(Status(version.status))
    states = ["done" if at < here else "current" if at == here else "todo" for at in range(len(WAY))]
    if version.status == Status.PUBLISHED:
        states[-1] = "done"
    return [StepperStep(status.label, state) for status, state in zip(WAY, states, strict=True)]  # type: ignore[arg-type]


@reads
@require_safe
def version(request: StaffRequest, pk: int) -> HttpResponse:
    found = version_for(request, pk)
    answers = read_answers(found, request.GET)
    shown = {
        **frame(request, found, "guide"),
        "asked": [(row, request.GET.get(row.code, "")) for row in found.situations.all()],
        "checklist": guide.checklist(found, answers, {}),
        "steps": guide.steps_for(found, answers),
        "open_questions": guide.open_questions(found, answers),
        "history": history(found),
    }
    name = "catalogue/parts/weighed.html" if request.htmx else "catalogue/version.html"  # type: ignore[attr-defined]
    return render(request, name, shown)


@reads
@require_safe
def differences(request: StaffRequest, pk: int) -> HttpResponse:
    found = version_for(request, pk)
    shown = frame(request, found, "differences")
    other = shown["before"]
    if request.GET.get("with", "").isdigit():
        other = version_for(request, int(request.GET["with"]))
        if other.item_id != found.item_id:
            raise Http404
    shown["other"] = other
    shown["others"] = versions.visible_to(request.user).filter(item=found.item).exclude(pk=found.pk)
    shown["differences"] = difference.differences(other, found) if other else []
    return render(request, "catalogue/differences.html", shown)


@reads
@require_safe
def impact(request: StaffRequest, pk: int) -> HttpResponse:
    found = version_for(request, pk)
    shown = frame(request, found, "impact")
    touched = versions.current_version(found.item) or found
    shown["touched"] = touched
    shown["uses"] = versions.uses_of(touched)
    shown["lists"] = lists.lists_with(found.item)
    shown["faults"] = faults.faults_of(found) if found.status != Status.SUPERSEDED else []
    shown["differences"] = difference.differences(touched, found) if touched.pk != found.pk else []
    return render(request, "catalogue/impact.html", shown)


@reads
@require_POST
def move(request: StaffRequest, pk: int) -> HttpResponse:
    found = version_for(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Http404
    name, note = form.cleaned_data["move"], form.cleaned_data["note"]
    if name in GIVES_A_REASON:
        GIVES_A_REASON[name](found, by=request.user, at=now(), reason=note)
    elif name == "approve":
        publication.approve(found, by=request.user, at=now(), note=note)
    else:
        ACTS[name](found, by=request.user, at=now())
    messages.success(request, _("“%(move)s” was made.") % {"move": VERSIONS.moves[name]})
    return redirect("catalogue:version", found.pk)
