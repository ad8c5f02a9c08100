"""The outbox as administrators see it: what waits, what could not be sent and why, and what to do about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.exchange import actions, queries
from tongban.ground.exchange.forms import GiveUpForm, OutboxFilters
from tongban.ground.exchange.models import Attempt, Outgoing
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.answers import SAVED, attempt

decides = requires(actions.MAY_DECIDE)
State, Outcome = Outgoing.State, Attempt.Outcome
LIGHTS: dict[str, str] = {
    State.WAITING: "yellow",
    State.SENT: "green",
    State.DEAD: "red",
    State.GIVEN_UP: "grey",
}
OUTCOMES: dict[str, str] = {Outcome.SENDING: "blue", Outcome.SENT: "green"}


def _state(row: Outgoing) -> SafeString:
    return light(LIGHTS[row.state], row.get_state_display())


def _outcome(each: Attempt) -> SafeString:
    return light(OUTCOMES.get(each.outcome, "red"), each.get_outcome_display())


def _next(row: Outgoing) -> object:
    return row.due_at if row.state == State.WAITING else None


COLUMNS: tuple[Column[Outgoing], ...] = (
    Column("number", gettext_lazy("Number"), value=lambda row: row.pk, sort="pk",
           link=lambda row: reverse("outbox:row", args=[row.pk])),
    Column("kind", gettext_lazy("Kind"), value=lambda row: queries.label_of(row.kind), sort="kind"),
    Column("subject", gettext_lazy("Concerns"), sort="subject"),
    Column("state", gettext_lazy("State"), value=lambda row: row.get_state_display(), show=_state, sort="state"),
    Column("why", gettext_lazy("Last attempt"), value=lambda row: queries.last_outcome_of(row)),
    Column("attempts", gettext_lazy("Attempts"), kind="number", places=0, sort="attempts"),
    Column("put_at", gettext_lazy("Put in at"), kind="instant", sort="put_at"),
    Column("next", gettext_lazy("Next attempt"), kind="instant", value=_next, sort="due_at"),
)  # fmt: skip


TRIES: tuple[Column[Attempt], ...] = (
    Column("number", gettext_lazy("Attempt"), value=lambda each: str(each.number)),
    Column("at", gettext_lazy("At"), kind="instant"),
    Column("outcome", gettext_lazy("Outcome"), value=lambda each: each.get_outcome_display(), show=_outcome),
    Column("detail", gettext_lazy("Detail"), value=queries.detail_of),
)


@decides
@require_safe
def outbox(request: StaffRequest) -> HttpResponse:
    table = Table(
        request,
        queries.with_last_outcome(queries.visible_to(request.user)),
        COLUMNS,
        code="outbox",
        title=_("Outbox"),
        filters=OutboxFilters,
        empty=_("Nothing has been put into the outbox yet."),
    )
    if table.is_export:
        return table.export()
    shown = {"table": table, "counts": queries.counts(request.user)}
    return render(request, "exchange/outbox.html", shown)


@decides
@require_safe
def row(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    table = _tries(request, found)
    return table.export() if table.is_export else _page(request, found, GiveUpForm(), 200)


@decides
@require_POST
def send_again(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.send_again(found, by=request.user, at=now())
    messages.success(request, _("It is sent within a few seconds."))
    return redirect("outbox:row", pk)


@decides
@require_POST
def send_all_again(request: StaffRequest) -> HttpResponse:
    """Let every dead letter be sent again: the service is back."""
    count = actions.send_dead_again(
        queries.visible_to(request.user).filter(state=State.DEAD), by=request.user, at=now()
    )
    messages.success(request, _("%(count)d are sent again within a few seconds.") % {"count": count})
    return redirect("outbox:list")


@decides
@require_POST
def give_up(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = GiveUpForm(request.POST)
    status = attempt(
        form,
        lambda: actions.give_up(found, reason=form.cleaned_data["reason"], by=request.user, at=now()),
    )
    if status == SAVED:
        messages.success(request, _("Given up. What follows from it is up to the room that asked for it."))
        return redirect("outbox:row", pk)
    return _page(request, found, form, status)


def _tries(request: StaffRequest, found: Outgoing) -> Table[Attempt]:
    tries, title = found.tries.all(), _("How it was tried")
    return Table(request, tries, TRIES, code="tries", title=title, empty=_("Not tried yet."))


def _page(request: StaffRequest, found: Outgoing, form: GiveUpForm, status: int) -> HttpResponse:
    last = found.tries.last()
    shown = {
        "row": found,
        "label": queries.label_of(found.kind),
        "light": _state(found),
        "tries": _tries(request, found),
        "why": _why(last) if last else None,
        "to_do": queries.TO_DO.get(last.outcome) if last else None,
        "content": queries.content_shown(found),
        "is_open": found.state in (State.WAITING, State.DEAD),
        "form": form,
    }
    return render(request, "exchange/row.html", shown, status=status)


def _why(last: Attempt) -> str:
    """Return what came of the last attempt, in one line."""
    return " · ".join(filter(None, (last.get_outcome_display(), queries.detail_of(last))))
