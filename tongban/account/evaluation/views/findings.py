"""The audit on the data as one edits: what it found, where it is mended, what was decided on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.account.audit.rule import Rule, all_rules
from tongban.account.evaluation import actions
from tongban.account.evaluation.forms.findings import DecisionForm
from tongban.account.evaluation.forms.imports import FindingFilters
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries import Account, Opened, account_of, opened_findings
from tongban.account.evaluation.queries.counts import counts_of
from tongban.account.evaluation.queries.findings import decisions_of, stamp_of
from tongban.account.evaluation.queries.places import Place, Places
from tongban.account.evaluation.templatetags.passing import language
from tongban.account.evaluation.views.editing import SAVED, attempt
from tongban.account.evaluation.views.year import edits, is_editable, page, reader, reads, year_for

SEVERITIES = ("error", "warning", "info")
ON_A_PAGE = 20
IN_PANEL = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its rule and the place where it is mended."""

    opened: Opened
    rule: Rule
    place: Place


def _shown(found: Iterable[Opened], account: Account) -> list[Shown]:
    places, rules = Places(account), {rule.code: rule for rule in all_rules()}
    return [Shown(each, rules[each.finding.rule], places.of_finding(each.finding)) for each in found]


@reads
@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    return _page(request, year, None)


def _page(
    request: HttpRequest, year: Evaluation, form: DecisionForm | None, status: int = 200
) -> HttpResponse:
    account, decisions, stamp = account_of(year), list(decisions_of(year)), stamp_of(year)
    found = opened_findings(account, decisions, stamp=stamp)
    filters = FindingFilters(request.GET or None, [each.finding for each in found], language())
    chosen = [each for each in found if filters.lets_through(each.finding)]
    leaf = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = _shown(leaf, account)
    groups = [(name, [each for each in rows if each.opened.finding.severity == name]) for name in SEVERITIES]
    shown: dict[str, Any] = {
        "groups": [(name, rows) for name, rows in groups if rows],
        "filters": filters,
        "leaf": leaf,
        "total": len(found),
        "chosen": len(chosen),
        "is_filtered": len(chosen) < len(found),
        "decisions": decisions,
        "may_decide": is_editable(request, year),
        "form": form,
    }
    counts = counts_of(found)
    return page(
        request,
        "evaluation/findings.html",
        year,
        "findings",
        shown,
        counts=counts,
        stamp=stamp,
        status=status,
    )


@edits
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    form = DecisionForm(request.POST)
    status = attempt(form, lambda: _decide(request, year, form))
    if status != SAVED:
        return _page(request, year, form, status)
    messages.success(request, _("The decision was recorded."))
    return redirect("evaluation:findings", pk)


def _decide(request: HttpRequest, year: Evaluation, form: DecisionForm) -> None:
    given = form.cleaned_data
    found = opened_findings(account_of(year))
    wanted = (given["rule"], given["place"])
    finding = next((each for each in found if (each.finding.rule, each.place) == wanted), None)
    if finding is None:
        raise Http404
    severity = finding.finding.severity
    actions.decide_finding(year, by=reader(request), at=now(), severity=severity, **given)


@reads
@require_safe
def findings_panel(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    section = request.GET.get("section", "")
    account = account_of(year)
    found = [each for each in opened_findings(account, stamp=stamp_of(year)) if each.is_open]
    ours = [each for each in found if not section or each.finding.section == section]
    shown = {
        "evaluation": year,
        "section": section,
        "counts": counts_of(ours),
        "findings": _shown(ours[:IN_PANEL], account),
        "more": max(0, len(ours) - IN_PANEL),
        "elsewhere": len(found) - len(ours),
    }
    return render(request, "evaluation/parts/findings_list.html", shown)


@reads
@require_safe
def findings_brief(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    owed = [each for each in account.standings if each.missing]
    shown = {
        "evaluation": year,
        "counts": counts_of(opened_findings(account, stamp=stamp_of(year))),
        "owed": len(owed),
    }
    return render(request, "evaluation/parts/findings_brief.html", shown)
