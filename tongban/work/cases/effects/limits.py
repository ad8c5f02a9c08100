"""What stops or lengthens the limits of a case: special procedures, assessments, the one extension."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.deadline import DeadlineExtension
from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.draws import draw
from tongban.ground.matters.effects import Change, Effect, PaperToWrite
from tongban.work.cases.effects.dues import dues_of
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Assessment, Case, Extension, Paper, Pause, Review
from tongban.work.cases.queries.limits import (
    extension_of,
    is_joint,
    not_counted,
    pause_rows,
    pauses_of,
    statutory_length,
)
from tongban.work.cases.queries.reviews import review_rows
from tongban.work.cases.rules.limits import extension_at_most, step_due

CHARS_OF_A_REASON = 300


def pause(
    case: Case, *, by: Any, at: datetime, kind: str, needed_days: int, reason: str, document: str
) -> Effect:
    """Begin a special procedure, told in writing with the days it needs; from today they do not count."""
    require_reason_to_pause(kind, needed_days, reason)
    reason = reason.strip()
    begun = Pause(
        case=case,
        kind=kind,
        since=day_of(at),
        needed_days=needed_days,
        document=document,
        reason=reason[:CHARS_OF_A_REASON],
    )
    return Effect(
        dues_of(case, pauses=[*pauses_of(case), *not_counted([begun])]),
        rows=[begun],
        papers=[PaperToWrite(Paper.Kind.SPECIAL, {"pause": begun}, document)],
        note=reason,
        payload={"kind": kind, "days": needed_days},
    )


def require_reason_to_pause(kind: str, needed_days: int, reason: str) -> None:
    """Refuse a special procedure without its kind, its days or its reason."""
    if kind not in Pause.Kind.values or needed_days < 1 or not reason.strip():
        raise Refused(_("A special procedure needs its kind, the working days it takes, and the reason."))


def resume(case: Case, *, by: Any, at: datetime, result: str) -> Effect:
    """End the special procedure with its result; today still does not count, both limits are counted anew."""
    day, result = day_of(at), result.strip()
    if not result:
        raise Refused(_("Enter the result of the special procedure."))
    ending = open_pause(case)
    others = not_counted(each for each in pause_rows(case) if each is not ending)
    ended = replace(ending.as_counted, ends_on=day)
    pauses = sorted([*others, ended], key=lambda each: each.begins_on)
    changes: list[Change] = [(ending, {"until": day, "result": result}), *_steps(case, pauses)]
    return Effect(dues_of(case, pauses=pauses), changes=changes, note=result)


def extend(case: Case, *, by: Any, at: datetime, days: int, reason: str, document: str) -> Effect:
    """Extend the limit, once, with the head's approval, before it has passed; the applicant is told why."""
    require_extendable(case, days, reason, at)
    reason = reason.strip()
    kept = Extension(
        case=case,
        days=days,
        document=document,
        reason=reason[:CHARS_OF_A_REASON],
        approved_by_id=by.pk,
        at=at,
    )
    return Effect(
        dues_of(case, extension=DeadlineExtension(days, document, str(by))),
        rows=[kept],
        papers=[PaperToWrite(Paper.Kind.EXTENSION, {"extension": kept}, document)],
        note=reason,
        payload={"days": days},
    )


def require_extendable(case: Case, days: int, reason: str, at: datetime) -> None:
    """Refuse an extension that the law does not allow now."""
    day = day_of(at)
    most = extension_at_most(
        statutory_length(case.version), is_joint=is_joint(case.version), on=case.accepted_on or day
    )
    if extension_of(case) is not None:
        raise Refused(_("The limit was extended already; the law allows it once."))
    if not 1 <= days <= most:
        raise Refused(_("The law allows at most %(most)d more working days.") % {"most": most})
    if not reason.strip():
        raise Refused(_("Say why: the applicant must be told the reason."))
    if case.statutory_due_on is not None and day > case.statutory_due_on:
        raise Refused(_("The limit has passed; what is over cannot be extended."))


def draw_assessor(
    case: Case,
    *,
    by: Any,
    at: datetime,
    firms: Mapping[str, int],
    seed: str,
    occasion: str = "",
    recused: Mapping[str, str] | None = None,
) -> Effect:
    """Draw the firm that assesses within the open procedure; firms are keys by code, whoever is recused has a reason."""
    out = {code: why.strip() for code, why in (recused or {}).items()}
    if not all(out.values()):
        raise Refused(_("Say for every recused firm why it may not take part."))
    taking_part = firms.keys() - out.keys()
    if not taking_part:
        raise Refused(_("No firm of this field is left on the list to be drawn."))
    drawn = draw(seed, taking_part)
    assessment = Assessment(
        pause=open_pause(case),
        assessor_id=firms[drawn.drawn[0]],
        drawn_from=list(drawn.candidates),
        recused=[{"firm": code, "reason": why} for code, why in sorted(out.items())],
        seed=drawn.seed,
        drawn_at=at,
    )
    said = {**drawn.as_payload(), "recused": out}
    return Effect(rows=[assessment], payload={**said, "occasion": occasion} if occasion else said)


def settle_fee(assessment: Assessment, *, fee_yuan: Decimal, budget_line: str, reason: str = "") -> Effect:
    """Enter what an assessment cost and the budget line that paid; what was entered is only corrected with a reason."""
    line = budget_line.strip()
    if fee_yuan < 0 or not line:
        raise Refused(_("A fee is not negative, and names the budget line that pays it."))
    said: dict[str, object] = {"fee_yuan": fee_yuan, "budget_line": line}
    if assessment.fee_yuan is not None:
        said |= _corrected_fee(assessment, reason.strip())
    return Effect(changes=[(assessment, {"fee_yuan": fee_yuan, "budget_line": line})], payload=said)


def open_pause(case: Case) -> Pause:
    """Return the special procedure that is under way."""
    return next(each for each in pause_rows(case) if each.until is None)


def _corrected_fee(assessment: Assessment, reason: str) -> dict[str, object]:
    was = {"fee": assessment.fee_yuan, "line": assessment.budget_line}
    if not reason:
        raise Refused(
            _("The fee is entered already: %(fee)s yuan from “%(line)s”. Say why it is corrected.") % was
        )
    return {"was": f"{assessment.fee_yuan} {assessment.budget_line}", "reason": reason}


def _steps(case: Case, pauses: Any) -> list[Change]:
    """Return the open steps counted anew after a special procedure."""
    days = calendar_of(case)
    return [
        (each, {"due_on": step_due(day_of(each.opened_at), each.step.days, days, pauses)})
        for each in review_rows(case)
        if each.state == Review.State.OPEN and each.opened_at
    ]
