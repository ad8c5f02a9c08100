"""Hearings: the right told or the hearing ordered, asked for, announced, held and recorded; then the decision."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.files import store
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.cases.actions.limits import resume, stop_limits
from tongban.work.cases.actions.locks import (
    is_applicant,
    lock_for_applicant,
    lock_for_division,
    require_permission,
)
from tongban.work.cases.actions.papers import write_paper
from tongban.work.cases.hearings import rules as rules
from tongban.work.cases.hearings.queries import open_hearing, reviewers_of_case
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, Hearing, Paper, Pause, Status
from tongban.work.cases.notices import NOTICES

ORDERING = cite("licensing-law:46")
OFFERING = cite("licensing-law:47")
HOLDING = cite("licensing-law:48")
MOST = 300


@transaction.atomic
def offer_hearing(case: Case, *, reason: str, by: User, at: datetime) -> Hearing:
    """Tell those whose major interests are touched that they may ask for a hearing; the decision waits for them."""
    case = _in_review(case, reason, by, at)
    day = localdate(at)
    until = rules.ask_until(day, calendar_of(case))
    told = {"kind": Hearing.Kind.OFFERED, "since": day, "ask_until": until}
    hearing = Hearing.objects.create(case=case, reason=reason.strip()[:MOST], **told)
    facts = {"hearing_until": until}
    NOTICES.announce(
        record(
            case,
            "offer_hearing",
            by=by,
            at=at,
            basis=OFFERING,
            note=hearing.reason,
            payload=facts,
            facts=facts,
        )
    )
    write_paper(case, Paper.Kind.HEARING_OFFER, by=by, at=at, facts={"hearing": hearing})
    return hearing


@transaction.atomic
def ask_for_hearing(hearing: Hearing, *, asked_by: str = "", by: User, at: datetime) -> Hearing:
    """Ask for a hearing or enter that it is asked for, within the time; from today the days do not count."""
    case, hearing = _lock_hearing_for_either(hearing, by, at)
    asked_by = case.applicant.name if is_applicant(by) else asked_by
    day = localdate(at)
    if hearing.stage_on(day) != Hearing.Stage.OFFERED:
        raise Refused(_("A hearing is asked for once, until %(day)s.") % {"day": hearing.ask_until or "—"})
    if not asked_by.strip():
        raise Refused(_("Say who asks for the hearing."))
    hearing.asked_on, hearing.asked_by = day, asked_by.strip()
    hearing.hold_by = rules.hold_by(day, calendar_of(case))
    said = {"asked_by": hearing.asked_by, "hold_by": hearing.hold_by}
    record(case, "ask_for_hearing", by=by, at=at, basis=OFFERING, payload=said, facts={"hearing_until": None})
    return _stop_the_clock(case, hearing, by, at)


@transaction.atomic
def waive_hearing(hearing: Hearing, *, by: User, at: datetime) -> Hearing:
    """Give a hearing up or enter that it is given up; the decision no longer waits."""
    case, hearing = _lock_hearing_for_either(hearing, by, at)
    if hearing.stage_on(localdate(at)) != Hearing.Stage.OFFERED:
        raise Refused(_("There is no hearing to give up."))
    hearing.waived_on = localdate(at)
    hearing.save(update_fields=["waived_on"])
    record(case, "waive_hearing", by=by, at=at, basis=OFFERING, facts={"hearing_until": None})
    return hearing


@transaction.atomic
def order_hearing(case: Case, *, reason: str, by: User, at: datetime) -> Hearing:
    """Order a hearing that the law or the public interest asks for; from today the days do not count."""
    case = _in_review(case, reason, by, at)
    told = {"kind": Hearing.Kind.ORDERED, "since": localdate(at), "reason": reason.strip()[:MOST]}
    hearing = Hearing.objects.create(case=case, **told)
    record(case, "order_hearing", by=by, at=at, basis=ORDERING, note=hearing.reason)
    return _stop_the_clock(case, hearing, by, at)


@transaction.atomic
def announce_hearing(
    hearing: Hearing, *, held_at: datetime, place: str, presider: User, by: User, at: datetime
) -> Hearing:
    """Tell time, place and who presides, early enough; who reviewed the application may not preside."""
    case, hearing = _lock_hearing(hearing, by)
    if hearing.stage_on(localdate(at)) not in (Hearing.Stage.ASKED, Hearing.Stage.ANNOUNCED):
        raise Refused(_("A hearing is announced once it was asked for or ordered, before it is held."))
    _require_days(case, hearing, held_at, at)
    if not place.strip() or presider.pk in reviewers_of_case(case):
        raise Refused(
            _("A hearing has a place, and is presided over by somebody who did not review the case.")
        )
    hearing.told_on, hearing.at = localdate(at), held_at
    hearing.place, hearing.presider = place.strip(), presider
    hearing.save(update_fields=["told_on", "at", "place", "presider"])
    said = {"held_at": held_at, "place": hearing.place, "presider": str(presider)}
    NOTICES.announce(record(case, "announce_hearing", by=by, at=at, basis=HOLDING, payload=said))
    write_paper(case, Paper.Kind.HEARING_NOTICE, by=by, at=at, facts={"hearing": hearing})
    return hearing


@scan_first("signed")
@transaction.atomic
def record_hearing(
    hearing: Hearing,
    *,
    minutes: str,
    signed: "UploadedFile[bytes] | StoredFile | None",
    by: User,
    at: datetime,
) -> Hearing:
    """Keep the record of a hearing that was held; the limits run again, the decision follows the record."""
    case, hearing = _lock_hearing(hearing, by)
    if hearing.stage_on(localdate(at)) != Hearing.Stage.ANNOUNCED or hearing.at is None or hearing.at > at:
        raise Refused(_("The record is kept after the hearing was announced and held."))
    if not minutes.strip():
        raise Refused(_("Enter what was said: the decision follows the record."))
    hearing.minutes, hearing.recorded_on = minutes.strip(), localdate(at)
    hearing.record = store(signed, by=by, at=at) if signed else None
    hearing.save(update_fields=["minutes", "recorded_on", "record"])
    said = {"minutes": hearing.minutes, "file": hearing.record.digest if hearing.record else ""}
    facts = {"heard_on": localdate(hearing.at)}
    record(case, "record_hearing", by=by, at=at, basis=HOLDING, payload=said, facts=facts)
    if case.status == Status.PAUSED:
        resume(case, result=hearing.minutes, by=by, at=at)
    return hearing


def require_hearing_done(case: Case, reasons: str, at: datetime) -> None:
    """Refuse a decision while a hearing may still be asked for, or one that is silent on its record."""
    if rules.waits_for_an_answer(case.hearing_until, localdate(at)):
        said = {"day": case.hearing_until}
        raise Refused(_("A hearing may be asked for until %(day)s; until then nothing is decided.") % said)
    if not rules.follows_the_record(case.heard_on, reasons):
        raise Refused(_("A hearing was held: the decision says how it follows the record."))


def _in_review(case: Case, reason: str, by: User, at: datetime) -> Case:
    require_permission(by, "cases.review")
    case = lock_for_division(case, by)
    if case.status != Status.ACCEPTED:
        raise Refused(_("A hearing is offered or ordered while the case is in review."))
    if not reason.strip():
        raise Refused(_("Say why a hearing is to be held."))
    if open_hearing(case, localdate(at)) is not None:
        raise Refused(_("There is a hearing on this case already."))
    return case


def _lock_hearing(hearing: Hearing, by: User) -> tuple[Case, Hearing]:
    require_permission(by, "cases.review")
    case = lock_for_division(hearing.case, by)
    found = Hearing.objects.select_related("presider").get(pk=hearing.pk)
    found.case = case
    return case, found


def _lock_hearing_for_either(hearing: Hearing, by: User, at: datetime) -> tuple[Case, Hearing]:
    """Return case and hearing locked, for whoever applies or for the office that enters what they said."""
    if not is_applicant(by):
        return _lock_hearing(hearing, by)
    case = lock_for_applicant(hearing.case, by, at)
    found = Hearing.objects.get(pk=hearing.pk)
    found.case = case
    return case, found


def _require_days(case: Case, hearing: Hearing, held_at: datetime, at: datetime) -> None:
    held_on = localdate(held_at)
    if not rules.is_told_in_time(localdate(at), held_on, calendar_of(case)):
        raise Refused(_("The parties are told at least seven working days before the hearing."))
    if not rules.is_open_that_day(held_on, calendar_of(case)):
        raise Refused(_("%(day)s is a day of rest: a hearing is held on a working day.") % {"day": held_on})
    if hearing.hold_by and held_on > hearing.hold_by:
        raise Refused(_("A hearing asked for is held by %(day)s.") % {"day": hearing.hold_by})


def _stop_the_clock(case: Case, hearing: Hearing, by: User, at: datetime) -> Hearing:
    move = "ask_to_be_heard" if is_applicant(by) else "pause"
    days, reason = rules.days_needed(localdate(at)), hearing.reason
    stopped = stop_limits(move, case, Pause.Kind.HEARING, needed_days=days, reason=reason, by=by, at=at)
    hearing.pause = stopped.pauses.get(until=None)
    hearing.save()
    return hearing
