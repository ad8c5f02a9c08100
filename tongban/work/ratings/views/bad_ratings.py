"""Bad ratings: the list with its clocks, and the page on which each is worked."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.queries import history_of
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.work.ratings import actions, queries
from tongban.work.ratings.forms import ACTS, RatingFilters
from tongban.work.ratings.models import BadRating, Status
from tongban.work.ratings.states import CHART

handles_ratings = requires("ratings.handle", "ratings.rule", "cases.read_all")
TONES = {"open": "red", "contacted": "yellow", "appealed": "yellow", "remedied": "blue", "closed": "green"}


def due_of(work: BadRating) -> date | None:
    """Return the day by which something is to be done now."""
    days = {Status.OPEN: work.contact_due_on, Status.CONTACTED: work.remedy_due_on}
    return days.get(Status(work.status))


def _light(work: BadRating) -> SafeString:
    due = due_of(work)
    if due is not None and due < localdate():
        return light("black", _("%(status)s, overdue") % {"status": work.get_status_display()})
    return light(TONES.get(work.status, "grey"), work.get_status_display())


COLUMNS: tuple[Column[BadRating], ...] = (
    Column("reference", gettext_lazy("Number"), sort="reference", link=lambda row: f"{row.reference}/"),
    Column("item", gettext_lazy("Item"), value=lambda row: row.rating.invitation.item_name),
    Column("matter", gettext_lazy("Case"), value=lambda row: row.rating.invitation.matter),
    Column("division", gettext_lazy("Division"), value=lambda row: row.division.name, sort="division__code"),
    Column(
        "level",
        gettext_lazy("How satisfied"),
        value=lambda row: row.rating.get_level_display(),
        sort="rating__level",
    ),
    Column(
        "at", gettext_lazy("Rated at"), kind="instant", value=lambda row: row.rating.at, sort="rating__at"
    ),
    Column("due_on", gettext_lazy("Last day"), kind="day", value=due_of),
    Column("status", gettext_lazy("Status"), value=lambda row: row.get_status_display(), show=_light),
)


@handles_ratings
@require_safe
def works(request: StaffRequest) -> HttpResponse:
    rows = queries.visible_to(request.user)
    title = _("Bad ratings")
    table = Table(request, rows, COLUMNS, code="works", title=title, filters=RatingFilters)
    return table.export() if table.is_export else render(request, "ratings/works.html", {"table": table})


@handles_ratings
@require_safe
def work(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@handles_ratings
def act(request: StaffRequest, reference: str, move: str) -> HttpResponse:
    """Make a move with what is said about it."""
    return PAGE.answer(request, reference, move)


def _found(request: StaffRequest, reference: str) -> BadRating:
    found: BadRating = get_object_or_404(queries.visible_to(request.user), reference=reference)
    return found


def _address(work: BadRating) -> str:
    return reverse("ratings:work", args=[work.reference])


def _drawn(request: StaffRequest, found: BadRating, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "work": found,
        "light": _light(found),
        "acts": offered(ACTS, found, request.user),
        "reasons": [actions.REASONS.get(code, code) for code in found.rating.reasons],
        "happened": [(entry, CHART.moves.get(entry.move)) for entry in history_of(found.reference)],
        "again": getattr(found.rating, "follow_up", None),
    }
    return render(request, "ratings/work.html", more | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
