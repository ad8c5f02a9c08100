"""The moves of a performance year with what belongs to each: sign, file, return, accept, publish, rectify."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from msgspec.structs import replace

from tongban.account.audit.reader import complete, to_json, to_plain
from tongban.account.budget.actions import books, validity
from tongban.account.evaluation.actions.version_papers import make_papers
from tongban.account.evaluation.actions.year_parts import BASIS
from tongban.account.evaluation.models import Comment, Evaluation, Problem, Status
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.authority import may_transition
from tongban.account.evaluation.queries.books import books_of
from tongban.account.evaluation.queries.findings import open_errors
from tongban.account.evaluation.queries.history import RETURNS
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.queries.review import NEEDS_NO_ERROR, days_late
from tongban.account.evaluation.rules import publish_by
from tongban.account.evaluation.states import CHART, PUBLISHING
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.chain import sm3
from tongban.ground.people.models import User


@transaction.atomic
def transition(
    evaluation: Evaluation,
    move: str,
    *,
    by: User,
    at: datetime,
    note: str = "",
    supersedes: bool = False,
) -> Evaluation:
    """Make a move of the chart with what belongs to it: checks before, facts and papers after.

    Sending back needs a reason. Checking, signing and filing are refused while an error-level finding is open, and
    say which. Publishing a second account of a department and year needs the word that it ``supersedes`` the first.
    """
    year = (
        Evaluation.objects.select_for_update(of=("self",))
        .select_related("budget", "department")
        .get(pk=evaluation.pk)
    )
    if move in RETURNS and not note.strip():
        raise Refused(_("Say why it goes back, so that the next reader knows what to mend."))
    CHART.need(move, year, by=by)
    if not may_transition(year, move, by):
        raise PermissionDenied
    CHART.make(move, year, by=by, at=at, note=note.strip())
    if move in NEEDS_NO_ERROR:
        _refuse_open_errors(year)
    if move == "close":
        _refuse_unrectified(year)
    if move == "publish":
        validity.make_valid(year.budget, by=by, at=at, supersedes=supersedes)
    follow = AFTER_MOVE.get(move)
    if follow:
        follow(year, by, at)
    year.save()
    return year


def _refuse_open_errors(year: Evaluation) -> None:
    _refuse_uncomputed(year)
    errors = open_errors(year)
    if errors:
        first = "；".join(f"{each.rule} {each.row or each.section}" for each in errors[:5])
        raise Refused(
            _("%(count)d findings of the audit are errors and still open: %(first)s. Mend them first.")
            % {"count": len(errors), "first": first}
        )


def _refuse_unrectified(year: Evaluation) -> None:
    """Refuse to close a year for good while a problem that it admitted is not rectified."""
    left = [each.heading for each in year.problems.filter(done_on__isnull=True)]
    if left:
        raise Refused(
            _("%(count)d problems are not rectified yet: %(names)s. Report their rectification first.")
            % {"count": len(left), "names": "、".join(left[:5])}
        )


def _refuse_uncomputed(year: Evaluation) -> None:
    """Refuse while an indicator takes its value from a figure that was never computed: nothing proves it."""
    names = [each.indicator.name for each in account_of(year).standings if each.is_uncomputed]
    if names:
        raise Refused(
            _(
                "These indicators take their value from figures of the work that are not computed yet: %(names)s. "
                "Have them computed (tongban measure %(year)s --keep), or type the value with its evidence."
            )
            % {"names": "、".join(names), "year": year.year}
        )


def _file(year: Evaluation, by: User, at: datetime) -> None:
    year.filed_at = at
    year.prepared_on = year.prepared_on or localdate(at)
    year.save()
    report, digest = _frozen_report(year)
    year.versions.create(
        number=year.versions.count() + 1, report=report, digest=digest, frozen_by=by, frozen_at=at
    )
    books.close(year.budget, by=by, at=at, on=localdate(at))


def _frozen_report(year: Evaluation) -> tuple[dict[str, Any], str]:
    """Return the report with the keys of its figures, as its JSON file says it: anybody computes the digest from it."""
    account = account_of(year)
    report = complete(replace(report_of(account), books=books_of(account)))
    return to_plain(report), sm3(to_json(report)).hex()


def _take_back(year: Evaluation, by: User, at: datetime) -> None:
    if year.budget.closed_on:
        books.reopen(year.budget, by=by, at=at)
    year.filed_at = year.accepted_on = year.publish_by = None


def _accept(year: Evaluation, by: User, at: datetime) -> None:
    year.accepted_on = localdate(at)
    year.publish_by = publish_by(year.accepted_on)


def _publish(year: Evaluation, by: User, at: datetime) -> None:
    version = year.versions.latest("number")
    version.published_at = at
    version.save(update_fields=["published_at"])
    kept = {stored.name: stored.digest for stored in make_papers(version, by=by, at=at)}
    late = days_late(year, localdate(at))
    payload = {"version": version.number, "report": version.digest, "papers": kept, "days_late": late}
    record(year.reference, "papers", by=by, at=at, basis=PUBLISHING, payload=payload)


RECTIFIED_IN = (Status.PUBLISHED, Status.RECTIFYING, Status.CLOSED)
"""Also in a year closed before problems had to be rectified first: what was left open then can still be reported."""
AFTER_MOVE: dict[str, Callable[[Evaluation, User, datetime], None]] = {
    "file": _file,
    "return": _take_back,
    "reopen": _take_back,
    "accept": _accept,
    "publish": _publish,
}


@transaction.atomic
def comment(evaluation: Evaluation, *, by: User, at: datetime, text: str, place: str = "") -> Comment:
    """Remark on a part of the report."""
    if not (by.may("account.review") or by.may("account.read")):
        raise PermissionDenied
    remark = Comment(evaluation=evaluation, place=place, text=text, by=by, at=at)
    remark.full_clean()
    remark.save()
    _note(evaluation, "comment", by, at, {"place": place, "text": text})
    return remark


@transaction.atomic
def answer_comment(remark: Comment, *, by: User, at: datetime, answer: str) -> Comment:
    """Answer a remark: what was mended, or why it stays."""
    if not by.may("evaluation.edit"):
        raise PermissionDenied
    remark.answer, remark.answered_by, remark.answered_at = answer, by, at
    remark.full_clean()
    remark.save()
    _note(remark.evaluation, "answer", by, at, {"comment": remark.pk, "answer": answer})
    return remark


@transaction.atomic
def rectify_problem(problem: Problem, *, by: User, at: datetime, done_on: date, result: str) -> Problem:
    """Report that a problem was rectified, with the result."""
    if not by.may("evaluation.edit"):
        raise PermissionDenied
    year = Evaluation.objects.select_for_update(of=("self",)).get(pk=problem.evaluation_id)
    if year.status not in RECTIFIED_IN:
        raise Refused(_("Problems are rectified after the report is published."))
    if year.status == Status.CLOSED and problem.done_on:
        raise Refused(_("The year is closed and this problem is rectified: nothing is changed any more."))
    problem.done_on, problem.result = done_on, result
    problem.version += 1
    problem.full_clean()
    problem.save()
    _note(year, "rectify_problem", by, at, {"problem": problem.pk, "done_on": str(done_on), "result": result})
    return problem


def _note(year: Evaluation, move: str, by: User, at: datetime, payload: dict[str, object]) -> None:
    record(year.reference, move, by=by, at=at, basis=BASIS, payload=payload)
