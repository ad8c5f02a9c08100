"""Signing and review: where the year stands, who may pass it on, what reviewers said, all that was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.account.evaluation.actions import transitions
from tongban.account.evaluation.forms.review import (
    AnswerForm,
    CommentForm,
    HistoryFilters,
    RectificationForm,
    YearMoveForm,
)
from tongban.account.evaluation.models import Evaluation, Status
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.authority import moves_open_to
from tongban.account.evaluation.queries.counts import cached_counts, finding_counts
from tongban.account.evaluation.queries.entry_details import details_of, lines_of
from tongban.account.evaluation.queries.findings import (
    FindingWithDecision,
    cached_audit,
    findings_with_decisions,
)
from tongban.account.evaluation.queries.history import (
    history_of,
    last_return,
    moves_of,
    roles_of,
    status_of,
    steps_of,
)
from tongban.account.evaluation.queries.places import PagePlace
from tongban.account.evaluation.queries.review import WARNED, comments_of, open_moves, waits_for
from tongban.account.evaluation.queries.stamps import stamp_of
from tongban.account.evaluation.queries.year_texts import problems_of
from tongban.account.evaluation.states import CHART
from tongban.account.evaluation.templatetags.findings import basis, language
from tongban.account.evaluation.views.year import page, reader, reads, year_for
from tongban.ground.kit.access import requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import act_of
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved

moves_on = requires(*{move.permission for move in CHART.moves.values()})
comments = requires("account.read", "account.review")
answers = requires("evaluation.edit")
PAGE_AFTER = (Status.PUBLISHED, Status.RECTIFYING)


def _way(entry: Entry) -> Any:
    if not entry.after:
        return "—"
    before = status_of(entry.before) if entry.before else "—"
    return format_html(
        '{} <span class="arrow" aria-hidden="true">→</span> <strong>{}</strong>',
        before,
        status_of(entry.after),
    )


HISTORY: tuple[Column[Entry], ...] = (
    Column("at", gettext_lazy("At"), kind="instant"),
    Column("act", gettext_lazy("What was done"), value=act_of),
    Column(
        "way",
        gettext_lazy("Before → after"),
        value=lambda row: f"{status_of(row.before)} → {status_of(row.after)}" if row.after else "",
        show=_way,
    ),
    Column("by_name", gettext_lazy("By")),
    Column("by_role", gettext_lazy("Role"), value=roles_of),
    Column("note", gettext_lazy("Note")),
    Column("basis", gettext_lazy("Basis"), show=basis),
    Column(
        "hash",
        gettext_lazy("Hash"),
        show=lambda row: format_html('<code title="{}">{}</code>', row.hash, row.hash[:12]),
    ),
)


@reads
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    table = _history(request, year)
    return table.export() if table.is_export else _page(request, year, table)


def _history(request: HttpRequest, year: Evaluation) -> Table[Entry]:
    lines = lines_of(year)
    details = Column[Entry](
        "details", gettext_lazy("Line, old and new value"), value=lambda row: details_of(row, lines)
    )
    columns = (*HISTORY[:2], details, *HISTORY[2:])
    return Table(
        request, history_of(year), columns, code="history", title=_("History"), filters=HistoryFilters, page_size=20
    )  # fmt: skip


def _page(
    request: HttpRequest,
    year: Evaluation,
    table: Table[Entry] | None = None,
    *,
    form: Any = None,
    refusal: str = "",
    asked: tuple[str, str, int] | None = None,
    status: int = 200,
) -> HttpResponse:
    """``asked`` is a move that was sent with errors open: its note, and how many there are."""
    counts, entries = cached_counts(year, stamp_of(year)), list(moves_of(year))
    moves = open_moves(year, reader(request), localdate())
    shown: dict[str, Any] = {
        "steps": steps_of(year, entries),
        "moves": moves,
        "errors": _errors(year) if refusal or asked else (),
        "asked": asked,
        "blocks": any(each.needs_no_error or each.asks_about_errors for each in moves)
        and (counts is None or counts.errors)
        and not (refusal or asked),
        "returned": last_return(entries),
        "remarks": comments_of(year),
        "comment_form": CommentForm(language=language()),
        "may_comment": any(map(reader(request).may, ("account.read", "account.review"))),
        "may_answer": reader(request).may("evaluation.edit"),
        "problems": problems_of(year) if year.status in (*PAGE_AFTER, Status.CLOSED) else (),
        "may_rectify": reader(request).may("evaluation.edit") and year.status in (*PAGE_AFTER, Status.CLOSED),
        "waits_for": waits_for(year) if not moves else (),
        "rectification": RectificationForm(initial={"done_on": localdate()}),
        "table": table or _history(request, year),
        "refusal": refusal,
        "form": form,
    }
    return page(request, "evaluation/review.html", year, "review", shown, is_light=True, status=status)


def _errors(year: Evaluation) -> list[tuple[FindingWithDecision, PagePlace]]:
    account, stamp = account_of(year), stamp_of(year)
    found = [
        each for each in findings_with_decisions(account, stamp=stamp) if each.finding.severity == "error"
    ]
    places = cached_audit(account, stamp)[1]
    return [(each, places.of_finding(each.finding)) for each in found]


@reads
@require_safe
def blockers(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    return render(request, "evaluation/parts/blockers.html", {"evaluation": year, "errors": _errors(year)})


@moves_on
@require_POST
def make_move(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    form = YearMoveForm(request.POST)
    if not form.is_valid():
        return _page(request, year, form=form, status=422)
    said = form.cleaned_data
    move, knowing = said["move"], said.pop("knowing")
    is_open = move in {each.name for each in moves_open_to(year, reader(request))}
    if is_open and move in WARNED and not knowing and (count := finding_counts(year).errors):
        return _page(request, year, asked=(move, said["note"], count), status=409)
    try:
        transitions.transition(year, by=reader(request), at=now(), **said)
    except Refused as refused:
        return _page(request, year_for(request, pk), refusal=str(refused), status=409)
    messages.success(request, _("Done: %(move)s.") % {"move": CHART.moves[move]})
    return redirect(*_after(request, pk))


def _after(request: HttpRequest, pk: int) -> tuple[Any, ...]:
    """Return where to go: a reviewer who sent a year back may not see it any more."""
    from tongban.account.evaluation.queries.account import visible_to

    is_seen = visible_to(reader(request)).contains(Evaluation(pk=pk))
    return ("evaluation:review", pk) if is_seen else ("evaluation:years",)


@comments
@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    form = CommentForm(request.POST, language=language())
    status = attempt(
        form, lambda: transitions.comment(year, by=reader(request), at=now(), **form.cleaned_data)
    )
    if status != SAVED:
        return _page(request, year, form=form, status=status)
    return redirect_saved(request, "evaluation:review", pk, message=_("The comment was added."))


@answers
@require_POST
def answer(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    year = year_for(request, pk)
    remark = get_object_or_404(comments_of(year), pk=comment)
    form = AnswerForm(request.POST)
    status = attempt(
        form, lambda: transitions.answer_comment(remark, by=reader(request), at=now(), **form.cleaned_data)
    )
    if status != SAVED:
        return _page(request, year, form=form, status=status)
    return redirect_saved(request, "evaluation:review", pk, message=_("The comment was answered."))


@answers
@require_POST
def rectify(request: HttpRequest, pk: int, problem: int) -> HttpResponse:
    year = year_for(request, pk)
    rectified = get_object_or_404(problems_of(year), pk=problem)
    form = RectificationForm(request.POST)
    status = attempt(
        form,
        lambda: transitions.rectify_problem(rectified, by=reader(request), at=now(), **form.cleaned_data),
    )
    if status != SAVED:
        return _page(request, year, form=form, status=status)
    return redirect_saved(request, "evaluation:review", pk, message=_("The rectification was reported."))
