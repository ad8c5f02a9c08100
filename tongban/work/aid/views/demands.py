"""The specialist's desk: lists of demands, taking one down, and one demand with the policies that fit."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.figures import beginning
from tongban.ground.kit.tables import Column
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.ground.matters.work_table import EVERY, WorkPage, WorkTable, due_columns
from tongban.offer.policies.queries import profile_of
from tongban.work.aid.actions import demands as actions
from tongban.work.aid.forms.acts import DEMAND_ACTS
from tongban.work.aid.forms.intake import CallForm, DemandFilters, DeskDemandForm
from tongban.work.aid.models import EnterpriseDemand
from tongban.work.aid.queries import demands as queries
from tongban.work.aid.queries.clusters import clusters_for
from tongban.work.aid.queries.worklists import LISTS, DemandRow, demand_rows
from tongban.work.hotline.models import Reply

reads, works = requires(*queries.READING), requires("aid.work")
COLUMNS: tuple[Column[DemandRow], ...] = (
    Column(
        "reference",
        gettext_lazy("Number"),
        value=lambda row: row.demand.order.reference,
        sort="reference",
        link=lambda row: reverse("aid:demand", args=[row.demand.order.reference]),
    ),
    Column(
        "enterprise", gettext_lazy("Enterprise"), value=lambda row: row.demand.enterprise, sort="enterprise"
    ),
    Column(
        "kind", gettext_lazy("Kind of demand"), value=lambda row: row.demand.get_kind_display(), sort="kind"
    ),
    Column("text", gettext_lazy("What is asked"), value=lambda row: beginning(row.demand.order.text)),
    Column("industry", gettext_lazy("Industry"), value=lambda row: row.demand.get_industry_display()),
    Column("area", gettext_lazy("Area"), value=lambda row: row.demand.order.area or ""),
    Column("unit", gettext_lazy("Lead unit"), value=lambda row: row.demand.order.lead_unit or ""),
    Column("status", gettext_lazy("Status"), value=lambda row: row.demand.order.get_status_display()),
    *due_columns(),
)


LIST = WorkPage(LISTS, gettext_lazy("All demands"), every="aid:demands", listed="aid:list")


@reads
@require_safe
def listed(request: StaffRequest, kind: str = EVERY) -> HttpResponse:
    table = WorkTable(
        request,
        LIST.rows(request, kind, queries.visible_to(request.user)),
        COLUMNS,
        code="demands",
        title=LIST.title,
        filters=DemandFilters,
        rows_of=lambda found: demand_rows(found, localdate()),
    )
    more = {"may_work": request.user.may("aid.work"), "bare": list(queries.bare_calls(request.user)[:20])}
    return LIST.draw(request, "aid/demands.html", kind, table, **more)


@reads
@require_safe
def clusters(request: StaffRequest) -> HttpResponse:
    return render(request, "aid/clusters.html", {"clusters": clusters_for(request.user, now())})


@works
def take(request: StaffRequest) -> HttpResponse:
    form = DeskDemandForm(request.POST or None)
    status, made = attempt_making(
        form,
        lambda: actions.take_demand(form.said, form.cleaned_data["channel"], by=request.user, at=now()),
    )
    if made is not None:
        return redirect_saved(request, "aid:demand", made.order.reference)
    return render(request, "aid/form.html", {"form": form, "title": _("Take a demand down")}, status=status)


@works
def complete(request: StaffRequest, reference: str) -> HttpResponse:
    order = get_object_or_404(queries.bare_calls(request.user), reference=reference)
    form = CallForm(request.POST or None, text=order.text)
    status = attempt(form, lambda: actions.complete_call(order, form.said, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "aid:demand", reference)
    shown = {"form": form, "title": _("Which enterprise is it?"), "lead": reference}
    return render(request, "aid/form.html", shown, status=status)


@reads
@require_safe
def demand(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


def _found(request: StaffRequest, reference: str) -> EnterpriseDemand:
    number = reference.removeprefix("AID-")
    found: EnterpriseDemand = get_object_or_404(queries.visible_to(request.user), order__reference=number)
    return found


def _address(found: EnterpriseDemand) -> str:
    return reverse("aid:demand", args=[found.order.reference])


def _drawn(
    request: StaffRequest, found: EnterpriseDemand, shown: dict[str, Any], status: int
) -> HttpResponse:
    more: dict[str, Any] = {
        "demand": found,
        "order": found.order,
        "acts": offered(DEMAND_ACTS, found, request.user),
        "may_work": request.user.may("aid.work"),
        "profile": profile_of(found.credit_code),
        "matches": queries.matches_of(found, localdate()),
        "sent": list(found.sent.select_related("version", "by")),
        "experts": queries.experts_for(found),
        "items": found.items.select_related("meeting", "unit"),
        "replies": Reply.objects.filter(order=found.order).select_related("unit"),
        "happened": history_in_words(found.reference),
    }
    return render(request, "aid/demand.html", more | shown, status=status)


PAGE = ActPage(DEMAND_ACTS, _found, _address, _drawn)
