"""The desk's pages: the list of bundles, a version with what it means for an applicant, and its editor."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import OPENED, SAVED, WRONG, attempt, redirect_saved
from tongban.ground.matters.changes import last_number
from tongban.offer.bundles import actions
from tongban.offer.bundles.forms import ACTS, BundleEditor, BundleFilters
from tongban.offer.bundles.models import BundleVersion, Status
from tongban.offer.bundles.queries.graph import graph_of
from tongban.offer.bundles.queries.merge import Merged
from tongban.offer.bundles.queries.plan import Plan
from tongban.offer.bundles.queries.versions import visible_to

reads = requires("bundles.read")
edits = requires("bundles.edit")
TONES = {
    Status.DRAFT: "grey",
    Status.CHECKED: "yellow",
    Status.PUBLISHED: "green",
    Status.SUPERSEDED: "grey",
    Status.WITHDRAWN: "red",
}


def _light(row: BundleVersion) -> Any:
    return light(TONES[Status(row.status)], row.get_status_display())


COLUMNS: tuple[Column[Any], ...] = (
    Column("name", gettext_lazy("Bundle"), sort="name", link=lambda row: _address(row)),
    Column("origin", gettext_lazy("List"), value=lambda row: str(row.get_origin_display()), sort="origin"),
    Column("lead", gettext_lazy("Lead body"), value=lambda row: row.lead.name, sort="lead__name"),
    Column("status", gettext_lazy("State"), value=lambda row: str(row.get_status_display()), show=_light),
    Column("published_at", gettext_lazy("Published at"), kind="instant", sort="published_at"),
    Column("reference", gettext_lazy("Number"), sort="reference"),
)


@reads
@require_safe
def bundles(request: StaffRequest) -> HttpResponse:
    rows = visible_to(request.user).exclude(status=Status.SUPERSEDED).order_by("origin", "reference")
    table = Table(request, rows, COLUMNS, code="bundles", title=_("Bundles"), filters=BundleFilters)
    if table.is_export:
        return table.export()
    return render(
        request, "bundles/bundles.html", {"table": table, "may_edit": request.user.may("bundles.edit")}
    )


@reads
@require_safe
def version(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@reads
def act(request: StaffRequest, reference: str, move: str) -> HttpResponse:
    """Make a move, or begin the next version."""
    return PAGE.answer(request, reference, move)


def _found(request: StaffRequest, reference: str) -> BundleVersion:
    return get_object_or_404(visible_to(request.user), reference=reference)


def _address(found: BundleVersion) -> str:
    return reverse("bundles:version", args=[found.reference])


def _drawn(request: StaffRequest, found: BundleVersion, shown: dict[str, Any], status: int) -> HttpResponse:
    merged = Merged(found)
    answers = merged.read_answers(request.GET)
    plan = Plan(merged, answers, begins_on=localdate(), calendar=calendar())
    more: dict[str, Any] = {
        "version": found,
        "light": _light(found),
        "acts": offered(ACTS, found, request.user),
        "may_change": found.status == Status.DRAFT and request.user.may("bundles.edit"),
        "missing": merged.missing,
        "plan": plan,
        "graph": graph_of(plan),
        "questions": merged.questions,
        "answers": answers,
        "certificate_url": f"{reverse('together:certificate', args=[found.reference])}?{request.GET.urlencode()}",
        "others": visible_to(request.user).filter(bundle=found.bundle).order_by("-number"),
        "happened": history_in_words(found.reference),
    }
    return render(request, "bundles/version.html", more | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)


@edits
def new(request: StaffRequest) -> HttpResponse:
    """Enter a bundle with the draft of its first version."""
    editor = BundleEditor(request.POST or None, None)
    made: list[BundleVersion] = []
    status = _answer(
        request, editor, lambda: made.append(actions.enter_bundle(editor.content, by=request.user, at=now()))
    )
    if made:
        return redirect_saved(request, "bundles:version", made[0].reference)
    return _editor(request, editor, None, status)


@edits
def edit(request: StaffRequest, reference: str) -> HttpResponse:
    """Change a draft as a whole."""
    found = _found(request, reference)
    editor = BundleEditor(request.POST or None, found)
    mark = request.POST.get("seen", "")
    seen = int(mark) if mark.isdecimal() else 0
    status = _answer(
        request,
        editor,
        lambda: actions.change_version(found, editor.content, by=request.user, at=now(), seen=seen),
    )
    if status == SAVED:
        return redirect_saved(request, "bundles:version", found.reference)
    return _editor(request, editor, found, status)


def _answer(request: StaffRequest, editor: BundleEditor, act: Any) -> int:
    if request.method == "POST" and not editor.is_valid():
        return WRONG
    return attempt(editor.form, act)


def _editor(
    request: StaffRequest, editor: BundleEditor, found: BundleVersion | None, status: int
) -> HttpResponse:
    shown = {
        "version": found,
        "form": editor.form,
        "questions": editor.questions,
        "items": editor.items,
        "seen": request.POST.get("seen") or (last_number(found.reference) if found else ""),
    }
    return render(request, "bundles/edit.html", shown, status=status)
