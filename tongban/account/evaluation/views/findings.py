"""The audit on the data as one edits: what it found, where it is mended, what was decided on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.account.audit.rule import Rule, all_rules
from tongban.account.evaluation.actions import year_parts
from tongban.account.evaluation.forms.findings import DecisionForm
from tongban.account.evaluation.forms.imports import FindingFilters
from tongban.account.evaluation.models import Evaluation, FindingDecision
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.counts import cached_counts, counts_of, finding_counts
from tongban.account.evaluation.queries.findings import (
    FindingWithDecision,
    cached_audit,
    decisions_of,
    findings_with_decisions,
)
from tongban.account.evaluation.queries.places import PagePlace, Places
from tongban.account.evaluation.queries.stamps import stamp_of
from tongban.account.evaluation.templatetags.findings import language
from tongban.account.evaluation.views.year import edits, page, reader, reads, year_for
from tongban.ground.matters.answers import SAVED, attempt

SEVERITIES = ("error", "warning", "info")
ON_A_PAGE = 20
IN_PANEL = 12


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its rule and the place where it is mended."""

    opened: FindingWithDecision
    rule: Rule
    place: PagePlace


def _shown(found: Iterable[FindingWithDecision], places: Places) -> list[ShownFinding]:
    rules = {rule.code: rule for rule in all_rules()}
    return [ShownFinding(each, rules[each.finding.rule], places.of_finding(each.finding)) for each in found]


class FindingList:
    """The findings that a page asks for; what the page has kept from the last view is not worked out again."""

    def __init__(self, year: Evaluation, asked: QueryDict) -> None:
        self.account, self.stamp, self.asked = account_of(year), stamp_of(year), asked

    @cached_property
    def decisions(self) -> list[FindingDecision]:
        """Return what was decided, the newest first."""
        return list(decisions_of(self.account.evaluation))

    @cached_property
    def found(self) -> list[FindingWithDecision]:
        """Return every finding."""
        return findings_with_decisions(self.account, self.decisions, stamp=self.stamp)

    @cached_property
    def filters(self) -> FindingFilters:
        """Return the choice of what to see."""
        return FindingFilters(self.asked or None, [each.finding for each in self.found], language())

    @cached_property
    def chosen(self) -> list[FindingWithDecision]:
        """Return the findings that fit the choice."""
        return [each for each in self.found if self.filters.lets_through(each.finding)]

    @property
    def is_filtered(self) -> bool:
        """Say whether the choice hides anything."""
        return len(self.chosen) < len(self.found)

    @cached_property
    def leaf(self) -> Page[FindingWithDecision]:
        """Return the page of the list that is asked for."""
        return Paginator(self.chosen, ON_A_PAGE).get_page(self.asked.get("page"))

    @cached_property
    def groups(self) -> list[tuple[str, list[ShownFinding]]]:
        """Return the findings of that page by severity."""
        rows = _shown(self.leaf, cached_audit(self.account, self.stamp)[1])
        grouped = (
            (name, [row for row in rows if row.opened.finding.severity == name]) for name in SEVERITIES
        )
        return [(name, rows) for name, rows in grouped if rows]


@reads
@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    return _page(request, year, None)


def _page(
    request: HttpRequest, year: Evaluation, form: DecisionForm | None, status: int = 200
) -> HttpResponse:
    listing = FindingList(year, request.GET)
    counts = cached_counts(year, listing.stamp) or finding_counts(
        year, account=listing.account, decisions=listing.decisions, stamp=listing.stamp
    )
    shown = {"listing": listing, "form": form}
    return page(request, "evaluation/findings.html", year, "findings", shown, counts=counts, status=status)


@edits
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    if request.method != "POST":
        return _ask(request, year)
    form = DecisionForm(request.POST)
    status = attempt(form, lambda: _decide(request, year, form))
    if status != SAVED:
        return _page(request, year, form, status)
    messages.success(request, _("The decision was recorded."))
    return redirect("evaluation:findings", pk)


def _ask(request: HttpRequest, year: Evaluation) -> HttpResponse:
    """Answer with the form of one finding: a part of the list for htmx, a page otherwise."""
    shown = {"evaluation": year, **{name: request.GET.get(name, "") for name in ("rule", "place", "spot")}}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "evaluation/parts/decide.html", shown)
    return page(request, "evaluation/decide.html", year, "findings", shown, is_light=True)


def _decide(request: HttpRequest, year: Evaluation, form: DecisionForm) -> None:
    given = form.cleaned_data
    found = findings_with_decisions(account_of(year), stamp=stamp_of(year))
    wanted = (given["rule"], given["place"])
    finding = next((each for each in found if (each.finding.rule, each.place) == wanted), None)
    if finding is None:
        raise Http404
    severity = finding.finding.severity
    year_parts.decide_finding(year, by=reader(request), at=now(), severity=severity, **given)


@reads
@require_safe
def findings_panel(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    section = request.GET.get("section", "")
    account, stamp = account_of(year), stamp_of(year)
    found = [each for each in findings_with_decisions(account, stamp=stamp) if each.is_open]
    ours = [each for each in found if not section or each.finding.section == section]
    shown = {
        "evaluation": year,
        "section": section,
        "counts": counts_of(ours),
        "findings": _shown(ours[:IN_PANEL], cached_audit(account, stamp)[1]),
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
        "counts": counts_of(findings_with_decisions(account, stamp=stamp_of(year))),
        "owed": len(owed),
    }
    return render(request, "evaluation/parts/findings_brief.html", shown)
