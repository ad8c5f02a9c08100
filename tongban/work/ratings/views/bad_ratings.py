"""Bad ratings: the list with its clocks, and the page on which each is worked."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit import conflicts
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger import Refused
from tongban.ground.ledger.queries import history_of
from tongban.work.ratings import actions, queries
from tongban.work.ratings.forms import RatingMoveForm, WorkFilters
from tongban.work.ratings.models import BadRating, Status
from tongban.work.ratings.states import CHART

handles_ratings = requires("ratings.handle", "ratings.rule", "cases.read_all")
TONES = {"open": "red", "contacted": "yellow", "appealed": "yellow", "remedied": "blue", "closed": "green"}
ACTS: dict[str, Callable[..., BadRating]] = {
    "contact": lambda work, text, **who: actions.contact(work, account=text, **who),
    "appeal": lambda work, text, **who: actions.appeal(work, why=text, **who),
    "uphold": lambda work, text, **who: actions.rule(work, "uphold", ruling=text, **who),
    "exclude": lambda work, text, **who: actions.rule(work, "exclude", ruling=text, **who),
    "remedy": lambda work, text, **who: actions.remedy(work, done=text, **who),
    "reopen": lambda work, text, **who: actions.call_back(work, brought=text, is_settled=False, **who),
    "call_back": lambda work, text, **who: actions.call_back(work, brought=text, is_settled=True, **who),
}


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
    table = Table(request, rows, COLUMNS, code="works", title=title, filters=WorkFilters)
    return table.export() if table.is_export else render(request, "ratings/works.html", {"table": table})


@handles_ratings
@require_safe
def work(request: StaffRequest, reference: str) -> HttpResponse:
    return _page(request, _found(request, reference))


@handles_ratings
def act(request: StaffRequest, reference: str, move: str) -> HttpResponse:
    """Make a move with what is said about it; somebody else's move meanwhile is shown, the text is kept."""
    found = _found(request, reference)
    if move not in ACTS:
        raise Http404
    if not request.user.may(CHART.moves[move].permission):
        raise PermissionDenied
    form = RatingMoveForm(request.POST or None, move=move, initial={"seen": found.status})
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, move, status=422 if form.errors else 200)
    try:
        conflicts.require_unchanged(form.cleaned_data["seen"], found.status)
        ACTS[move](found, form.cleaned_data["text"], by=request.user, at=now())
    except (Refused, conflicts.StaleEdit) as refused:
        reason = conflicts.reason_of(refused)
        return _page(request, _found(request, reference), form, move, status=409, reason=reason)
    messages.success(request, _("Done: %(act)s.") % {"act": CHART.moves[move]})
    return redirect("ratings:work", reference)


def _found(request: StaffRequest, reference: str) -> BadRating:
    found: BadRating = get_object_or_404(queries.visible_to(request.user), reference=reference)
    return found


def _page(
    request: StaffRequest, found: BadRating, form: RatingMoveForm | None = None, move: str = "", *,
    status: int = 200, reason: str | None = None,
) -> HttpResponse:  # fmt: skip
    shown: dict[str, Any] = {
        "work": found,
        "light": _light(found),
        "moves": _moves(request, found),
        "reasons": [actions.REASONS.get(code, code) for code in found.rating.reasons],
        "events": [(entry, CHART.moves.get(entry.move)) for entry in history_of(found.reference)],
        "again": getattr(found.rating, "follow_up", None),
        "form": form,
        "move": CHART.moves.get(move),
        "reason": reason,
    }
    return render(request, "ratings/work.html", shown, status=status)


def _moves(request: StaffRequest, found: BadRating) -> list[Any]:
    """Return the moves open to this person: a division's own for its people, a ruling never for those concerned."""
    moves = CHART.open_to(found, request.user)
    is_own = request.user.department_id == found.division_id
    concerned = request.user.pk in (found.appealed_by_id, found.rating.invitation.officer_id)
    return [
        move
        for move in moves
        if (is_own or move.permission != "ratings.handle")
        and not (concerned and move.name in ("uphold", "exclude"))
        and not (found.ruling and move.name == "appeal")
    ]
