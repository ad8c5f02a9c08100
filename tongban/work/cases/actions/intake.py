"""What the window does: take in, return once, accept, or say where else to go."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused
from tongban.ground.people.models import Applicant, Mandate, User
from tongban.offer.catalogue.models import ItemVersion, Material
from tongban.work.cases.actions.applying import checked_entries, drafted, lay_out, mark_completed, mark_filed
from tongban.work.cases.actions.dues import DUES, set_dues
from tongban.work.cases.actions.holding import held, held_by_office, need_office
from tongban.work.cases.actions.materials import attach, show
from tongban.work.cases.actions.reviewing import begin_review
from tongban.work.cases.actions.window import WAYS
from tongban.work.cases.actions.writing import write
from tongban.work.cases.models import Case, Channel, Paper, Status
from tongban.work.cases.queries.needs import Faults, Incomplete, faults_of, following
from tongban.work.cases.rules.limits import accepted_by_silence_on, follow_due
from tongban.work.cases.states import CHART

ACCEPTED = (
    "status", "accepted_on", "accepted_at", "by_silence", "tolerated", "follow_on", "is_reviewed", "divisions", *DUES,
)  # fmt: skip


@transaction.atomic
def take_in(
    version: ItemVersion,
    applicant: Applicant,
    *,
    by: User,
    at: datetime,
    agent: Applicant | None = None,
    answers: Mapping[str, Any] | None = None,
    form: Mapping[str, Any] | None = None,
    handed: Mapping[int, Sequence[UploadedFile]] | None = None,
    ways: Mapping[int, str] | None = None,
    is_example: bool = False,
) -> Case:
    """Take in an application at the window, complete or not.

    ``handed``: material → scans, none if shown on paper; ``ways``: material → a way of not submitting it (WAYS).
    """
    need_office(version.item.division_id, by)
    if agent is not None and not _has_mandate(applicant, agent, localdate(at)):
        raise Refused(_("The agent has no mandate for that day. Enter the mandate first."))
    case = drafted(version, applicant, at=at, agent=agent, answers=answers)
    case.form, case.is_example = checked_entries(form or {}), is_example
    case.channel, case.taken_in_by = Channel.WINDOW, by
    CHART.make("take_in", case, by=by, at=at, payload={"item": version.reference})
    mark_filed(case, at=at)
    case.save()
    lay_out(case)
    for material in case.version.materials.filter(pk__in=handed or {}):
        _hand_over(case, material, (handed or {})[material.pk], by=by, at=at)
    for material in case.version.materials.filter(pk__in=ways or {}):
        WAYS[(ways or {})[material.pk]](case, material, by=by, at=at)
    write(case, Paper.Kind.RECEIPT, by=by, at=at)
    return case


@transaction.atomic
def return_(case: Case, faults: Mapping[int, str], *, by: User, at: datetime, form_fault: str = "") -> Case:
    """Return the application once, with everything that is missing or wrong; materials by their entry's key."""
    case = held_by_office(case, by)
    CHART.make("return", case, by=by, at=at, payload={"materials": len(faults), "form": bool(form_fault)})
    if accepted_by_silence_on(_filed_on(case), on=localdate(at), calendar=calendar()):
        raise Refused(
            _("The five working days to ask for more are over: the application counts as accepted.")
        )
    _mark_faults(case, faults, form_fault.strip())
    case.returned_at = at
    case.save(update_fields=["status", "returned_at"])
    write(case, Paper.Kind.COMPLETION, by=by, at=at, facts={"form_fault": form_fault.strip()})
    return case


@transaction.atomic
def take_completion(case: Case, *, by: User, at: datetime) -> Case:
    """Take in at the window what was missing."""
    case = held_by_office(case, by)
    CHART.make("take_completion", case, by=by, at=at)
    mark_completed(case, by=by, at=at)
    return case


@transaction.atomic
def accept(case: Case, *, by: User, at: datetime) -> Case:
    """Accept a complete application; the limits start. Answered too late, it counts from the day it was filed."""
    case = held_by_office(case, by)
    silent_since = _silent_since(case, localdate(at))
    CHART.make("accept", case, by=by, at=at)
    lacking = faults_of(case)
    if lacking.materials and silent_since is None:
        raise Incomplete(Faults(materials=lacking.materials))
    _start(case, since=case.filed_at if silent_since and case.filed_at else at, at=at)
    case.by_silence = silent_since is not None
    _keep_accepted(case, by=by, at=at)
    return case


@transaction.atomic
def accept_by_silence(case: Case, *, at: datetime) -> Case:
    """Accept, by law, what nobody answered in time: from the day the materials were received."""
    case = held(case)
    CHART.make("accept_by_silence", case, by=None, at=at)
    if _silent_since(case, localdate(at), status=Status.FILED) is None or case.filed_at is None:
        raise Refused(_("The five working days to ask for more are not over yet."))
    _start(case, since=case.filed_at, at=at)
    case.by_silence = True
    _keep_accepted(case, by=None, at=at)
    return case


@transaction.atomic
def decline(case: Case, *, by: User, at: datetime, reason: str, where_to_go: str = "") -> Case:
    """Do not accept an application, with the reason and, where others are competent, where to go."""
    return _turn_away(case, "decline", reason, where_to_go, by=by, at=at)


@transaction.atomic
def find_unneeded(case: Case, *, by: User, at: datetime, reason: str) -> Case:
    """Say at once that what is asked for needs no approval."""
    return _turn_away(case, "find_unneeded", reason, "", by=by, at=at)


def _turn_away(case: Case, move: str, reason: str, where_to_go: str, *, by: User, at: datetime) -> Case:
    case = held_by_office(case, by)
    CHART.make(move, case, by=by, at=at, note=reason.strip(), payload={"where_to_go": where_to_go})
    if not reason.strip():
        raise Refused(_("Say why, in words the applicant understands."))
    case.decision_text = reason.strip()
    case.save(update_fields=["status", "decision_text"])
    facts = {"move": move, "reason": reason.strip(), "where_to_go": where_to_go.strip()}
    write(case, Paper.Kind.NON_ACCEPTANCE, by=by, at=at, facts=facts)
    return case


def _hand_over(
    case: Case, material: Material, uploads: Sequence[UploadedFile], *, by: User, at: datetime
) -> None:
    if not uploads:
        show(case, material, by=by, at=at)
    for upload in uploads:
        attach(case, material, upload, by=by, at=at)


def _start(case: Case, *, since: datetime, at: datetime) -> None:
    """Start the limits, with what is still to follow."""
    case.accepted_at, case.accepted_on = since, localdate(since)
    late = following(case)
    case.tolerated = bool(late)
    if late:
        days = case.version.tolerance_days or 1
        case.follow_on = follow_due(localdate(at), days, calendar())
    set_dues(case)
    case.is_reviewed = begin_review(case, at=at)


def _keep_accepted(case: Case, *, by: User | None, at: datetime) -> None:
    case.save(update_fields=ACCEPTED)
    write(case, Paper.Kind.ACCEPTANCE, by=by, at=at)


def _silent_since(case: Case, on: date, *, status: str | None = None) -> date | None:
    if (status or case.status) != Status.FILED or case.filed_at is None:
        return None
    return accepted_by_silence_on(_filed_on(case), on=on, calendar=calendar())


def _filed_on(case: Case) -> date:
    return localdate(case.filed_at)


def _mark_faults(case: Case, faults: Mapping[int, str], form_fault: str) -> None:
    told = {key: text.strip() for key, text in faults.items() if text.strip()}
    if not told and not form_fault:
        raise Refused(_("Say what is missing or wrong. It can be said once only, so say everything."))
    entries = {entry.pk: entry for entry in case.materials.all()}
    if told.keys() - entries.keys():
        raise ValidationError(_("A material named is not part of this case."))
    for key, text in told.items():
        entries[key].fault = text[:300]
        entries[key].save(update_fields=["fault"])


def _has_mandate(principal: Applicant, agent: Applicant, day: date) -> bool:
    mandates = Mandate.objects.filter(principal=principal, agent=agent)
    return any(mandate.holds_on(day) for mandate in mandates)
