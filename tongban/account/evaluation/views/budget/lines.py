"""One budget line: what was posted to it, and posting more."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.account.budget import queries
from tongban.account.budget.actions import books
from tongban.account.budget.models import Adjustment, BudgetLine, Payment
from tongban.account.evaluation.forms.budget import ReversalForm
from tongban.account.evaluation.forms.postings import (
    AdjustmentForm,
    PaymentForm,
    amount_twice,
    day_within,
)
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.activity import activity_of
from tongban.account.evaluation.views.budget.postings import ADJUSTMENTS, PAYMENTS, Postings
from tongban.account.evaluation.views.budget.sheet import line_for, may_post
from tongban.account.evaluation.views.year import keeps_books, page, reader, reads, year_for
from tongban.ground.matters.answers import OPENED, SAVED, attempt, redirect_saved

LATEST = 20


@reads
@require_safe
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    year = year_for(request, pk)
    return _line_page(request, year, line_for(year, line))


def _line_page(
    request: HttpRequest,
    year: Evaluation,
    line: BudgetLine,
    *,
    adjusting: forms.BaseForm | None = None,
    paying: forms.BaseForm | None = None,
    status: int = OPENED,
) -> HttpResponse:
    posts = may_post(request, year)
    adjustments, payments = _tables(request, line, posts=posts)
    for table in (adjustments, payments):
        if table.is_export:
            return table.export()
    asked: dict[str, Any] = {
        "row": queries.row_of(line),
        "whole": Decimal(0),
    }  # nothing is posted from an open form
    shown: dict[str, Any] = {
        "row": asked["row"],
        "adjustments": adjustments,
        "payments": payments,
        "may_post": posts,
        "adjusting": adjusting or AdjustmentForm(**asked, auto_id="adjust-%s"),
        "paying": paying or PaymentForm(**asked, auto_id="pay-%s"),
        "deeds": activity_of(queries.history_of(line)[:LATEST], BudgetLine),
    }
    return page(request, "evaluation/line.html", year, "budget", shown, is_light=True, status=status)


def _tables(request: HttpRequest, line: BudgetLine, *, posts: bool) -> tuple[Postings, Postings]:
    adjustments = Postings(
        request,
        queries.adjustments_of(line),
        ADJUSTMENTS if posts else ADJUSTMENTS[:-1],
        code="adjustments",
        title=_("Adjustments"),
        page_size=LATEST,
    )
    payments = Postings(
        request,
        queries.payments_of(line),
        PAYMENTS if posts else PAYMENTS[:-1],
        code="payments",
        title=_("Payments"),
        page_size=LATEST,
    )
    return adjustments, payments


def _asked(line: BudgetLine) -> dict[str, Any]:
    """Return what an amount is held against before it is believed: the line, and the whole budget."""
    return {"row": queries.row_of(line), "whole": queries.sheet(line.budget).total.adjusted}


@keeps_books
@require_POST
def adjust(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    year = year_for(request, pk)
    posted_to = line_for(year, line)
    form = AdjustmentForm(request.POST, **_asked(posted_to), auto_id="adjust-%s")
    status = attempt(
        form, lambda: books.post_adjustment(posted_to, by=reader(request), at=now(), **form.values)
    )
    if status == SAVED:
        return redirect_saved(request, "evaluation:line", pk, line, message=_("The adjustment was posted."))
    return _line_page(request, year, posted_to, adjusting=form, status=status)


@keeps_books
@require_POST
def pay(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    year = year_for(request, pk)
    posted_to = line_for(year, line)
    form = PaymentForm(request.POST, **_asked(posted_to), auto_id="pay-%s")
    status = attempt(form, lambda: books.post_payment(posted_to, by=reader(request), at=now(), **form.values))
    if status == SAVED:
        return redirect_saved(request, "evaluation:line", pk, line, message=_("The payment was posted."))
    return _line_page(request, year, posted_to, paying=form, status=status)


@keeps_books
def reverse_adjustment(request: HttpRequest, pk: int, line: int, posting: int) -> HttpResponse:
    year = year_for(request, pk)
    found = get_object_or_404(queries.adjustments_of(line_for(year, line)), pk=posting)
    return _reversal(request, year, found)


@keeps_books
def reverse_payment(request: HttpRequest, pk: int, line: int, posting: int) -> HttpResponse:
    year = year_for(request, pk)
    found = get_object_or_404(queries.payments_of(line_for(year, line)), pk=posting)
    return _reversal(request, year, found)


def _reversal(request: HttpRequest, year: Evaluation, posted: Adjustment | Payment) -> HttpResponse:
    form = ReversalForm(request.POST or None, initial={"on": day_within(posted.line.budget.year)})
    status = attempt(form, lambda: books.reverse(posted, by=reader(request), at=now(), **form.cleaned_data))
    if status == SAVED:
        return redirect_saved(
            request, "evaluation:line", year.pk, posted.line_id, message=_("The posting was posted back.")
        )
    amount = posted.amount_yuan
    shown = {
        "form": form,
        "posted": posted,
        "line": posted.line,
        "meant": amount_twice(amount),
        "back": amount_twice(-amount),
    }
    return page(request, "evaluation/reversal.html", year, "budget", shown, is_light=True, status=status)
