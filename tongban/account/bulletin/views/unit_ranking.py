"""The ranking of units with its rules, those not ranked, the orders left out; and setting the rules from a day on."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.account.bulletin import actions
from tongban.account.bulletin.forms import RulesForm, SpanForm, asked_span
from tongban.account.bulletin.models import RankingRules
from tongban.account.bulletin.queries.unit_ranking import RankedUnit, excluded_in, ranking_of, rules_on
from tongban.account.insight.rules import HUNDRED, month_of
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.figures import NOTHING
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved


def _share(name: str, title: Any) -> Column[RankedUnit]:
    def ratio(row: RankedUnit) -> Decimal | None:
        value = row.shares[name]
        return value.value / HUNDRED if value is not None and value.value is not None else None

    return Column(name, title, kind="percent", value=ratio)


def _interval(row: RankedUnit) -> str:
    return f"{row.score.low} – {row.score.high}" if row.score else NOTHING


SHARES = (
    _share("satisfaction", _("Rate of satisfaction")),
    _share("signed_in_time", _("Signed in time")),
    _share("replied_in_time", _("Handled in time")),
    _share("returned", _("Returned by the unit")),
    _share("redone", _("Handled again")),
)
UNIT: tuple[Column[RankedUnit], ...] = (
    Column("name", _("Unit")),
    Column("orders", _("Orders dispatched"), kind="number", places=0),
)
RANKED: tuple[Column[RankedUnit], ...] = (
    Column("place", _("Place in the ranking"), kind="number", places=0),
    *UNIT,
    Column(
        "score", _("Score in the ranking"), kind="number", value=lambda row: row.score and row.score.value
    ),
    Column("interval", _("95 % interval"), value=_interval),
    Column("level", _("Against the one above"), value=lambda row: _("within chance") if row.is_level else ""),
    *SHARES,
)


@requires("insight.read")
@require_safe
def ranking(request: StaffRequest) -> HttpResponse:
    last_month = localdate().replace(day=1) - timedelta(days=1)
    form, period = asked_span(SpanForm, request.GET, month_of(last_month.year, last_month.month))
    rules = rules_on(period)
    shown: dict[str, Any] = {
        "form": form,
        "period": period,
        "rules": rules,
        "excluded": list(excluded_in(period)),
    }
    if rules is not None:
        found = ranking_of(period, rules, now())
        table = Table(
            request, found.ranked, RANKED, code="ranking", title=_("Ranking of units"), page_size=200
        )
        if table.is_export:
            return table.export()
        shown |= {"table": table, "unranked": found.unranked}
    return render(request, "bulletin/ranking.html", shown)


@requires("bulletin.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def set_rules(request: StaffRequest) -> HttpResponse:
    before = RankingRules.objects.first()
    usual = {name: getattr(before, name) for name in RulesForm.Meta.fields} if before else {}
    form = RulesForm(
        request.POST if request.method == "POST" else None, initial=usual | {"in_force_on": localdate()}
    )
    status = attempt(form, lambda: actions.set_rules(form.save(commit=False), by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "bulletin:ranking")
    return render(request, "bulletin/set_rules.html", {"form": form}, status=status)
