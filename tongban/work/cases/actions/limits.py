"""What stops or lengthens the limits: special procedures, assessments by third parties, the one extension."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.files import store
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused, record
from tongban.ground.matters.draw_seeds import seed_of
from tongban.ground.matters.draws import draw
from tongban.ground.people.models import User
from tongban.work.cases.actions.dues import DUES, set_dues, set_step_dues
from tongban.work.cases.actions.locks import (
    facts_of,
    lock_for_division,
    require_clock_not_behind,
    require_permission,
)
from tongban.work.cases.actions.papers import write_paper
from tongban.work.cases.lock_cache import cached_while_locked
from tongban.work.cases.models import Assessment, Assessor, Case, Extension, Hearing, Paper, Pause, Status
from tongban.work.cases.numbers import papers_of
from tongban.work.cases.queries.limits import is_joint, not_counted, statutory_length
from tongban.work.cases.queries.registers import fee_lines
from tongban.work.cases.rules.limits import extension_at_most
from tongban.work.cases.states import CHART, NOT_COUNTED

CHARS_OF_A_REASON = 300


@transaction.atomic
def pause(case: Case, kind: str, *, needed_days: int, reason: str, by: User, at: datetime) -> Case:
    """Begin a special procedure, told in writing with the days it needs; from today they do not count."""
    case = lock_for_division(case, by)
    if kind not in Pause.Kind.values or needed_days < 1 or not reason.strip():
        raise Refused(_("A special procedure needs its kind, the working days it takes, and the reason."))
    return stop_limits("pause", case, kind, needed_days=needed_days, reason=reason, by=by, at=at)


def stop_limits(
    move: str, case: Case, kind: str, *, needed_days: int, reason: str, by: User, at: datetime
) -> Case:
    """Stop the limits of a locked case, by a move of the chart that stops them."""
    CHART.need(move, case, by=by)
    require_clock_not_behind(case, at)
    number = papers_of(Paper.Kind.SPECIAL).next(localdate(at))
    begun = Pause.objects.create(
        case=case,
        kind=kind,
        since=localdate(at),
        needed_days=needed_days,
        document=number,
        reason=reason.strip()[:CHARS_OF_A_REASON],
    )
    set_dues(case)
    said = {"kind": kind, "days": needed_days}
    facts = facts_of(case, *DUES)
    CHART.make(move, case, by=by, at=at, note=reason.strip(), payload=said, facts=facts)
    write_paper(case, Paper.Kind.SPECIAL, by=by, at=at, number=number, facts={"pause": begun})
    return case


@transaction.atomic
def resume(case: Case, *, result: str, by: User, at: datetime) -> Case:
    """End the special procedure with its result; today still does not count, both limits are counted anew."""
    case = lock_for_division(case, by)
    CHART.need("resume", case, by=by)
    if not result.strip():
        raise Refused(_("Enter the result of the special procedure."))
    pauses = list(case.pauses.all())
    open_pause = next(each for each in pauses if each.until is None)
    _require_record(open_pause)
    open_pause.until, open_pause.result = localdate(at), result.strip()
    open_pause.save(update_fields=["until", "result"])
    cached_while_locked(case, "pauses", lambda: not_counted(pauses))
    set_dues(case)
    CHART.make("resume", case, by=by, at=at, note=result.strip(), facts=facts_of(case, *DUES))
    set_step_dues(case)
    return case


def _require_record(ending: Pause) -> None:
    """Refuse to end the time of a hearing whose record is not kept."""
    if ending.kind == Pause.Kind.HEARING and Hearing.objects.filter(pause=ending, recorded_on=None).exists():
        raise Refused(_("The hearing ends with its record: keep the record, and the limits run again."))


@transaction.atomic
def extend(case: Case, days: int, *, reason: str, by: User, at: datetime) -> Case:
    """Extend the limit, once, with the head's approval, before it has passed; the applicant is told why."""
    case = lock_for_division(case, by)
    CHART.need("extend", case, by=by)
    _require_extendable(case, days, reason, at)
    number = papers_of(Paper.Kind.EXTENSION).next(localdate(at))
    kept = Extension.objects.create(
        case=case,
        days=days,
        document=number,
        reason=reason.strip()[:CHARS_OF_A_REASON],
        approved_by=by,
        at=at,
    )
    set_dues(case)
    said, facts = {"days": days}, facts_of(case, *DUES)
    CHART.make("extend", case, by=by, at=at, note=reason.strip(), payload=said, facts=facts)
    write_paper(case, Paper.Kind.EXTENSION, by=by, at=at, number=number, facts={"extension": kept})
    return case


def _require_extendable(case: Case, days: int, reason: str, at: datetime) -> None:
    day = localdate(at)
    most = extension_at_most(
        statutory_length(case.version), is_joint=is_joint(case.version), on=case.accepted_on or day
    )
    if Extension.objects.filter(case=case).exists():
        raise Refused(_("The limit was extended already; the law allows it once."))
    if not 1 <= days <= most:
        raise Refused(_("The law allows at most %(most)d more working days.") % {"most": most})
    if not reason.strip():
        raise Refused(_("Say why: the applicant must be told the reason."))
    if case.statutory_due_on is not None and day > case.statutory_due_on:
        raise Refused(_("The limit has passed; what is over cannot be extended."))


@transaction.atomic
def order_assessment(
    case: Case, field: str, *, by: User, at: datetime, recused: Mapping[str, str] | None = None
) -> Assessment:
    """Draw the firm that assesses, once for each special procedure; whoever is recused is named with the reason."""
    case, open_pause = _paused(case, by)
    if Assessment.objects.filter(pause=open_pause).exists():
        raise Refused(_("A firm was drawn for this procedure already; a draw is not repeated."))
    out = {code: why.strip() for code, why in (recused or {}).items()}
    if not all(out.values()):
        raise Refused(_("Say for every recused firm why it may not take part."))
    firms = dict(Assessor.objects.filter(field=field, is_active=True).values_list("credit_code", "pk"))
    taking_part = set(firms) - set(out)
    if not taking_part:
        raise Refused(_("No firm of this field is left on the list to be drawn."))
    occasion = f"{case.reference} P{open_pause.pk}"
    drawn = draw(seed_of(occasion), taking_part)
    assessment = Assessment.objects.create(
        pause=open_pause,
        assessor_id=firms[drawn.drawn[0]],
        drawn_from=list(drawn.candidates),
        recused=[{"firm": code, "reason": why} for code, why in sorted(out.items())],
        seed=drawn.seed,
        drawn_at=at,
    )
    _note(case, "draw_assessor", by, at, {**drawn.as_payload(), "occasion": occasion, "recused": out})
    return assessment


@scan_first("upload")
@transaction.atomic
def record_report(
    assessment: Assessment, upload: "UploadedFile[bytes]", *, by: User, at: datetime
) -> Assessment:
    """Keep the firm's report."""
    case, assessment = _assessed(assessment, by)
    if assessment.report_id:
        raise Refused(_("The report is here already."))
    assessment.report = store(upload, by=by, at=at)
    assessment.save(update_fields=["report"])
    _note(case, "record_report", by, at, {"file": assessment.report.digest})
    return assessment


@transaction.atomic
def settle_fee(
    assessment: Assessment, fee_yuan: Decimal, budget_line: str, *, by: User, at: datetime, reason: str = ""
) -> Assessment:
    """Enter what the assessment cost the bureau, and the budget line that paid; the applicant pays nothing.

    A fee that was entered is only corrected with a reason; the ledger keeps what it was.
    """
    case, assessment = _assessed(assessment, by)
    if fee_yuan < 0 or not budget_line.strip():
        raise Refused(_("A fee is not negative, and names the budget line that pays it."))
    said: dict[str, object] = {"fee_yuan": fee_yuan, "budget_line": budget_line.strip()}
    if assessment.fee_yuan is not None:
        said |= _corrected_fee(assessment, reason.strip())
    if budget_line.strip() not in fee_lines(case, localdate(at)):
        said_of = {"line": budget_line.strip(), "year": localdate(at).year}
        raise Refused(
            _("“%(line)s” is no line of the budget of %(year)s. Choose one, or have it entered first.")
            % said_of
        )
    assessment.fee_yuan, assessment.budget_line = fee_yuan, budget_line.strip()
    assessment.save(update_fields=["fee_yuan", "budget_line"])
    _note(case, "settle_fee", by, at, said)
    return assessment


def _corrected_fee(assessment: Assessment, reason: str) -> dict[str, object]:
    was = {"fee": assessment.fee_yuan, "line": assessment.budget_line}
    if not reason:
        raise Refused(
            _("The fee is entered already: %(fee)s yuan from “%(line)s”. Say why it is corrected.") % was
        )
    return {"was": f"{assessment.fee_yuan} {assessment.budget_line}", "reason": reason}


@transaction.atomic
def score_assessor(assessment: Assessment, points: int, *, by: User, at: datetime) -> Assessment:
    """Score the firm's work, 0 to 100, once its report is here."""
    case, assessment = _assessed(assessment, by)
    if not assessment.report_id or not 0 <= points <= 100:
        raise Refused(_("A report that is here is scored from 0 to 100."))
    assessment.score = points
    assessment.save(update_fields=["score"])
    _note(case, "score_assessor", by, at, {"points": points})
    return assessment


def _paused(case: Case, by: User) -> tuple[Case, Pause]:
    if not by.may("cases.review"):
        raise PermissionDenied
    case = lock_for_division(case, by)
    if case.status != Status.PAUSED:
        raise Refused(_("An assessment is part of a special procedure; begin one first."))
    return case, case.pauses.get(until=None)


def _assessed(assessment: Assessment, by: User) -> tuple[Case, Assessment]:
    require_permission(by, "cases.review")
    assessment = Assessment.objects.select_related("pause__case").get(pk=assessment.pk)
    case = lock_for_division(assessment.pause.case, by)
    return case, Assessment.objects.select_related("pause__case", "assessor").get(pk=assessment.pk)


def _note(case: Case, move: str, by: User, at: datetime, said: Mapping[str, object]) -> None:
    record(case, move, by=by, at=at, basis=NOT_COUNTED, payload=said)
