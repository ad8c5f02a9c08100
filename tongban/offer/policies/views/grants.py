"""Lists of grants without application: drawn up, announced, objected to, ruled on, confirmed, handed over."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import OPENED, SAVED, attempt, redirect_saved
from tongban.offer.policies import queries
from tongban.offer.policies.actions import grants
from tongban.offer.policies.forms.moves import LIST_ACTS
from tongban.offer.policies.forms.registers import ListFilters, RowTextForm
from tongban.offer.policies.models import GrantList, GrantRow
from tongban.offer.policies.views.library import reads

Status, Standing = GrantList.Status, GrantRow.Standing
TONES = {
    Status.DRAWN_UP: "grey",
    Status.ANNOUNCED: "blue",
    Status.CONFIRMED: "yellow",
    Status.HANDED_OVER: "green",
    Status.CANCELLED: "red",
}
ROW_TONES = {
    Standing.LISTED: "green",
    Standing.OBJECTED: "yellow",
    Standing.STRUCK: "red",
    Standing.DECLINED: "grey",
}
TEXTS = {"object": "policies.grant", "keep": "policies.publish", "strike": "policies.publish"}
"""What is said of one row, and who may say it."""

COLUMNS: tuple[Column[GrantList], ...] = (
    Column(
        "reference",
        gettext_lazy("Number"),
        sort="reference",
        link=lambda row: reverse("policies:list", args=[row.reference]),
    ),
    Column("policy", gettext_lazy("Policy"), value=lambda row: row.version.title, sort="version__title"),
    Column("on", gettext_lazy("As of"), kind="day", sort="on"),
    Column("objections_until", gettext_lazy("Objections until"), kind="day", sort="objections_until"),
    Column(
        "status",
        gettext_lazy("Status"),
        value=lambda row: row.get_status_display(),
        show=lambda row: light(TONES[Status(row.status)], row.get_status_display()),
    ),
)


@reads
@require_safe
def lists(request: StaffRequest) -> HttpResponse:
    rows = queries.lists_visible_to(request.user)
    table = Table(
        request, rows, COLUMNS, code="grants", title=_("Granted without application"), filters=ListFilters
    )
    if table.is_export:
        return table.export()
    offered_now = queries.automatic_versions() if request.user.may("policies.grant") else []
    return render(request, "policies/lists.html", {"table": table, "automatic": offered_now})


@requires("policies.grant")
@require_POST
def draw_up(request: StaffRequest, reference: str) -> HttpResponse:
    version = get_object_or_404(queries.versions_visible_to(request.user), reference=reference)
    drawn = grants.draw_up(version, by=request.user, at=now())
    return redirect("policies:list", drawn.reference)


@reads
@require_safe
def grant_list(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@reads
def act(request: StaffRequest, reference: str, move: str) -> HttpResponse:
    """Make a move of the list."""
    return PAGE.answer(request, reference, move)


@requires("policies.grant", "policies.publish")
def say(request: StaffRequest, reference: str, row: int, what: str) -> HttpResponse:
    """Take an objection against one enterprise, or rule on it."""
    found = _found(request, reference)
    one = get_object_or_404(found.rows.select_related("profile"), pk=row)
    if what not in TEXTS or not request.user.may(TEXTS[what]):
        raise Http404
    form = RowTextForm(request.POST or None)

    def act() -> None:
        text: str = form.cleaned_data["text"]
        said: dict[str, Any] = {"by": request.user, "at": now()}
        if what == "object":
            grants.object_to(one, text, **said)
        else:
            grants.rule_on(one, text, is_struck=what == "strike", **said)

    status = attempt(form, act)
    if status == SAVED:
        return redirect_saved(request, "policies:list", reference)
    one.list = found
    shown = {"list": found, "row": one, "form": form, "what": what, "why": queries.why_granted(one)}
    return render(request, "policies/row.html", shown, status=status)


def _found(request: StaffRequest, reference: str) -> GrantList:
    return get_object_or_404(queries.lists_visible_to(request.user), reference=reference)


def _address(found: GrantList) -> str:
    return reverse("policies:list", args=[found.reference])


def _drawn(request: StaffRequest, found: GrantList, shown: dict[str, Any], status: int) -> HttpResponse:
    rows = queries.rows_with_reasons(found)
    more: dict[str, Any] = {
        "list": found,
        "light": light(TONES[Status(found.status)], found.get_status_display()),
        "acts": offered(LIST_ACTS, found, request.user),
        "rows": [
            (row, why, light(ROW_TONES[Standing(row.standing)], row.get_standing_display()))
            for row, why in rows
        ],
        "total_yuan": sum(row.amount_yuan for row, _why in rows if row.standing == Standing.LISTED),
        "happened": history_in_words(found.reference),
        "may_object": found.status == Status.ANNOUNCED and request.user.may("policies.grant"),
        "may_rule": found.status == Status.ANNOUNCED and request.user.may("policies.publish"),
    }
    return render(request, "policies/list.html", more | shown, status=status)


PAGE = ActPage(LIST_ACTS, _found, _address, _drawn)
