"""The desk of help: lists, taking down, one matter with its acts, its papers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import attempt_making, redirect_saved
from tongban.ground.matters.work_table import EVERY, WorkPage, WorkTable, due_columns
from tongban.work.assistance import papers
from tongban.work.assistance.actions import requests
from tongban.work.assistance.forms.acts import ACTS
from tongban.work.assistance.forms.intake import AssistanceFilters, TakeHelpForm
from tongban.work.assistance.models import Assistance
from tongban.work.assistance.queries.assistances import authorisation_of, offer_of, visible_to
from tongban.work.assistance.queries.worklists import LISTS, AssistanceRow, assistance_rows

reads = requires("assistance.read")
TONES = {
    "asked": "yellow", "assigned": "yellow", "helping": "blue", "handing_over": "yellow", "concluded": "green",
}  # fmt: skip


def matter_light(matter: Assistance) -> SafeString:
    """Return where help stands, in colour, sign and word."""
    return light(TONES.get(matter.status, "grey"), matter.get_status_display())


COLUMNS: tuple[Column[AssistanceRow], ...] = (
    Column(
        "reference",
        _("Number"),
        value=lambda row: row.matter.reference,
        sort="reference",
        link=lambda row: reverse("assistance:matter", args=[row.matter.reference]),
    ),
    Column("title", _("Project or need"), value=lambda row: row.matter.title),
    Column("kind", _("Kind"), value=lambda row: row.matter.get_kind_display(), sort="kind"),
    Column("applicant", _("Who is helped"), value=lambda row: row.matter.applicant.shown_name),
    Column("helper", _("Helper"), value=lambda row: str(row.matter.helper or "")),
    Column(
        "status",
        _("Status"),
        value=lambda row: row.matter.get_status_display(),
        show=lambda row: matter_light(row.matter),
    ),
    *due_columns(),
)
LIST = WorkPage(LISTS, _("All help of projects and people"), every="assistance:all", listed="assistance:list")


@reads
@require_safe
def listed(request: StaffRequest, kind: str = EVERY) -> HttpResponse:
    table = WorkTable(
        request,
        LIST.rows(request, kind, visible_to(request.user)),
        COLUMNS,
        code="assistances",
        title=LIST.title,
        filters=AssistanceFilters,
        rows_of=lambda found: assistance_rows(found, localdate()),
    )
    return LIST.draw(
        request, "assistance/list.html", kind, table, may_take=request.user.may("assistance.help")
    )


@requires("assistance.help")
def take(request: StaffRequest) -> HttpResponse:
    form = TakeHelpForm(request.POST or None, user=request.user)
    status, made = attempt_making(form, lambda: requests.take(form.wanted, by=request.user, at=now()))
    if made is not None:
        return redirect_saved(request, "assistance:matter", made.reference)
    return render(request, "assistance/take.html", {"form": form}, status=status)


@reads
@require_safe
def matter(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


@reads
@require_safe
def paper(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    kept = get_object_or_404(_found(request, reference).papers, pk=pk)
    return HttpResponse(papers.pdf(kept), content_type="application/pdf")


def _found(request: StaffRequest, reference: str) -> Assistance:
    found: Assistance = get_object_or_404(visible_to(request.user), reference=reference)
    return found


def _address(found: Assistance) -> str:
    return reverse("assistance:matter", args=[found.reference])


def _drawn(request: StaffRequest, found: Assistance, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "matter": found,
        "light": matter_light(found),
        "acts": offered(ACTS, found, request.user),
        "authorisation": authorisation_of(found),
        "offer": offer_of(found),
        "hand_overs": found.hand_overs.select_related("giver", "taker").exclude(ended_at=None),
        "tasks": found.tasks.select_related("case"),
        "papers": found.papers.all(),
        "today": localdate(),
        "happened": history_in_words(found.reference),
    }
    return render(request, "assistance/matter.html", more | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
