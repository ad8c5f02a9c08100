"""The page of a version: what it says, on what it rests, what is done with it, and writing it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.ground.matters.changes import last_number
from tongban.offer.knowledge.actions import attachments, entries, uses
from tongban.offer.knowledge.forms.content import KnowledgeForm, initial_basis
from tongban.offer.knowledge.forms.entry_acts import ACTS
from tongban.offer.knowledge.forms.lists import FindingForm
from tongban.offer.knowledge.models import EntryVersion, EntryVote, Status
from tongban.offer.knowledge.models.entries import OPEN
from tongban.offer.knowledge.queries.access import visible_to
from tongban.offer.knowledge.queries.difference import differences, version_before
from tongban.offer.knowledge.queries.freshness import freshness_of
from tongban.offer.knowledge.queries.keepers import is_without_keeper
from tongban.offer.knowledge.queries.overview import votes_on
from tongban.offer.knowledge.queries.sources import sources_in_words
from tongban.offer.knowledge.views.worklists import reads, status_light

writes = requires("knowledge.edit")


@reads
@require_safe
def version(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Do an act of the chart."""
    return PAGE.answer(request, reference, code)


@writes
def new(request: StaffRequest) -> HttpResponse:
    form = KnowledgeForm(request.POST or None)
    owner = request.user.department
    if owner is None:
        raise Http404
    said: dict[str, Any] = {"owner": owner, "by": request.user, "at": now()}
    status, made = attempt_making(form, lambda: entries.begin_entry(form.content, form.basis, **said))
    if made is not None:
        return redirect_saved(request, "knowledge:version", made.reference)
    return render(request, "knowledge/edit.html", {"form": form}, status=status)


@writes
def edit(request: StaffRequest, reference: str) -> HttpResponse:
    found = _found(request, reference)
    if found.status != Status.DRAFT or request.user.department_id != found.entry.owner_id:
        raise Http404
    shown = {**initial_basis(entries.basis_of(found)), "seen": last_number(reference)}
    form = KnowledgeForm(request.POST or None, instance=found, initial=shown)
    said: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(
        form,
        lambda: entries.change_entry(
            found, form.content, form.basis, seen=form.cleaned_data["seen"] or None, **said
        ),
    )
    if status == SAVED:
        return redirect_saved(request, "knowledge:version", reference)
    page = {"form": form, "version": _found(request, reference)}
    return render(request, "knowledge/edit.html", page, status=status)


@writes
@require_POST
def begin(request: StaffRequest, reference: str) -> HttpResponse:
    """Begin the next version."""
    begun = entries.begin_version(_found(request, reference).entry, by=request.user, at=now())
    return redirect("knowledge:edit", begun.reference)


@reads
@require_safe
def changes(request: StaffRequest, reference: str) -> HttpResponse:
    after = _found(request, reference)
    before = version_before(after)
    if before is None or not visible_to(request.user).filter(pk=before.pk).exists():
        raise Http404
    page = {"before": before, "after": after, "differences": differences(before, after)}
    return render(request, "knowledge/differences.html", page)


@writes
@require_POST
def detach(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Take a file out of a draft."""
    taken = get_object_or_404(_found(request, reference).attachments, pk=pk)
    attachments.detach(taken, by=request.user, at=now())
    return redirect_saved(request, "knowledge:version", reference)


@reads
@require_POST
def settle(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    found = _found(request, reference)
    taken = get_object_or_404(EntryVote, pk=pk, version__entry=found.entry_id)
    form = FindingForm(request.POST)
    status = attempt(
        form,
        lambda: uses.settle(taken, finding=form.cleaned_data["finding"], by=request.user, at=now()),
    )
    if status == SAVED:
        return redirect_saved(request, "knowledge:version", reference)
    return _drawn(request, found, {"finding": form, "settling": pk}, status)


def _found(request: StaffRequest, reference: str) -> EntryVersion:
    found: EntryVersion = get_object_or_404(visible_to(request.user), reference=reference)
    return found


def _address(found: EntryVersion) -> str:
    return reverse("knowledge:version", args=[found.reference])


def _drawn(request: StaffRequest, found: EntryVersion, shown: dict[str, Any], status: int) -> HttpResponse:
    helped, did_not, votes = votes_on(found)
    others = visible_to(request.user).filter(entry=found.entry_id).order_by("-number")
    is_own = request.user.department_id == found.entry.owner_id
    page: dict[str, Any] = {
        "version": found,
        "light": status_light(found),
        "freshness": freshness_of([found], localdate())[found.pk],
        "sources": sources_in_words(found, get_language() or "zh-hans"),
        "is_without_keeper": is_without_keeper(found, localdate()),
        "acts": offered(ACTS, found, request.user),
        "versions": others,
        "before": version_before(found),
        "may_edit": found.status == Status.DRAFT and is_own and request.user.may("knowledge.edit"),
        "may_begin": is_own
        and request.user.may("knowledge.edit")
        and not found.entry.versions.filter(status__in=OPEN).exists(),
        "may_settle": request.user.may("knowledge.release") or is_own,
        "helped": helped,
        "did_not_help": did_not,
        "votes": votes,
        "attachments": found.attachments.select_related("file"),
        "finding": FindingForm(),
        "happened": history_in_words(found.reference),
    }
    return render(request, "knowledge/version.html", page | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
