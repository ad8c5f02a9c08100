"""What the window does: take in, return once, accept, or say where else to go."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import covers
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.actions.applications import clean_entries, complete_case, new_draft, set_filed
from tongban.work.cases.actions.dues import DUES, set_dues
from tongban.work.cases.actions.locks import (
    facts_of,
    lock_case,
    lock_for_division,
    require_clock_not_behind,
    require_division,
)
from tongban.work.cases.actions.materials import enter_handed_materials
from tongban.work.cases.actions.papers import write_paper
from tongban.work.cases.actions.reviews import begin_review
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, CaseMaterial, Channel, Paper, Status
from tongban.work.cases.queries.limits import complete_by, prime_no_pauses
from tongban.work.cases.queries.needs import Faults, Incomplete, faults_of, materials_of, materials_to_follow
from tongban.work.cases.rules.limits import accepted_by_silence_on, follow_due
from tongban.work.cases.states import APPLYING, CHART

ACCEPTED = (
    "accepted_on", "accepted_at", "by_silence", "tolerated", "follow_on", "is_reviewed", "divisions", *DUES,
)  # fmt: skip
MENDABLE = (Status.FILED, Status.INCOMPLETE)


@scan_first("handed")
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
    handed: Mapping[int, Sequence["UploadedFile[bytes]"]] | None = None,
    ways: Mapping[int, str] | None = None,
    is_example: bool = False,
) -> Case:
    """Take in an application at the window, complete or not.

    ``handed``: material → scans, none if shown on paper; ``ways``: material → a way of not submitting it (WAYS).
    """
    require_division(version.item.division_id, by)
    if agent is not None and not covers(applicant, agent, version.item.code, localdate(at)):
        raise Refused(_("The agent has no mandate for this item on that day. Enter the mandate first."))
    case = new_draft(version, applicant, at=at, agent=agent, answers=answers)
    case.form, case.is_example = clean_entries(form or {}), is_example
    case.channel, case.taken_in_by = Channel.WINDOW, by
    CHART.make("take_in", case, by=by, at=at, payload={"item": version.reference})
    set_filed(case, at=at)
    case.save()
    enter_handed_materials(case, handed or {}, ways or {}, by=by, at=at)
    write_paper(case, Paper.Kind.RECEIPT, by=by, at=at)
    return case


@transaction.atomic
def return_(case: Case, faults: Mapping[int, str], *, by: User, at: datetime, form_fault: str = "") -> Case:
    """Return the application once, with everything that is missing or wrong; materials by their entry's key."""
    case = lock_for_division(case, by)
    CHART.need("return", case, by=by)
    require_clock_not_behind(case, at)
    if accepted_by_silence_on(_filed_on(case), on=localdate(at), calendar=calendar_of(case)):
        raise Refused(
            _("The five working days to ask for more are over: the application counts as accepted.")
        )
    _mark_faults(case, faults, form_fault.strip())
    case.returned_at = at
    said = {"materials": len(faults), "form": bool(form_fault), "complete_by": complete_by(case)}
    CHART.make("return", case, by=by, at=at, payload=said, facts={"returned_at": at})
    write_paper(case, Paper.Kind.COMPLETION, by=by, at=at, facts={"form_fault": form_fault.strip()})
    return case


@transaction.atomic
def take_completion(case: Case, *, by: User, at: datetime) -> Case:
    """Take in at the window what was missing."""
    case = lock_for_division(case, by)
    complete_case(case, "take_completion", by=by, at=at)
    return case


@transaction.atomic
def accept(case: Case, *, by: User, at: datetime) -> Case:
    """Accept a complete application; the limits start. Answered too late, it counts from the day it was filed."""
    case = lock_for_division(case, by)
    CHART.need("accept", case, by=by)
    require_clock_not_behind(case, at)
    silent_since = _silent_since(case, localdate(at))
    lacking = faults_of(case)
    if lacking.materials and silent_since is None:
        raise Incomplete(Faults(materials=lacking.materials))
    _start_limits(case, since=case.filed_at if silent_since and case.filed_at else at, at=at)
    case.by_silence = silent_since is not None
    _make_accepted(case, "accept", by=by, at=at)
    return case


@transaction.atomic
def accept_by_silence(case: Case, *, at: datetime) -> Case:
    """Accept, by law, what nobody answered in time: from the day the materials were received."""
    case = lock_case(case)
    CHART.need("accept_by_silence", case, by=None)
    if _silent_since(case, localdate(at)) is None or case.filed_at is None:
        raise Refused(_("The five working days to ask for more are not over yet."))
    _start_limits(case, since=case.filed_at, at=at)
    case.by_silence = True
    _make_accepted(case, "accept_by_silence", by=None, at=at)
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
    case = lock_for_division(case, by)
    CHART.need(move, case, by=by)
    if not reason.strip():
        raise Refused(_("Say why, in words the applicant understands."))
    said, kept = {"where_to_go": where_to_go}, {"decision_text": reason.strip()}
    CHART.make(move, case, by=by, at=at, note=reason.strip(), payload=said, facts=kept)
    facts = {"move": move, "reason": reason.strip(), "where_to_go": where_to_go.strip()}
    write_paper(case, Paper.Kind.NON_ACCEPTANCE, by=by, at=at, facts=facts)
    return case


def _start_limits(case: Case, *, since: datetime, at: datetime) -> None:
    """Start the limits, with what is still to follow."""
    case.accepted_at, case.accepted_on = since, localdate(since)
    prime_no_pauses(case)
    late = materials_to_follow(case)
    case.tolerated = bool(late)
    if late:
        days = case.version.tolerance_days or 1
        case.follow_on = follow_due(localdate(at), days, calendar_of(case))
    set_dues(case)
    case.is_reviewed = begin_review(case, at=at)


def _make_accepted(case: Case, move: str, *, by: User | None, at: datetime) -> None:
    CHART.make(move, case, by=by, at=at, facts=facts_of(case, *ACCEPTED))
    write_paper(case, Paper.Kind.ACCEPTANCE, by=by, at=at)


def _silent_since(case: Case, on: date) -> date | None:
    if case.status != Status.FILED or case.filed_at is None:
        return None
    return accepted_by_silence_on(_filed_on(case), on=on, calendar=calendar_of(case))


def _filed_on(case: Case) -> date:
    return localdate(case.filed_at)


def _mark_faults(case: Case, faults: Mapping[int, str], form_fault: str) -> None:
    told = {key: text.strip() for key, text in faults.items() if text.strip()}
    if not told and not form_fault:
        raise Refused(_("Say what is missing or wrong. It can be said once only, so say everything."))
    entries = {entry.pk: entry for entry in materials_of(case)}
    if told.keys() - entries.keys():
        raise ValidationError(_("A material named is not part of this case."))
    for key, text in told.items():
        entries[key].fault = text[:300]
    CaseMaterial.objects.bulk_update([entries[key] for key in told], ["fault"])


@transaction.atomic
def mend_form(
    case: Case, *, by: User, at: datetime, form: Mapping[str, Any], answers: Mapping[str, Any]
) -> Case:
    """Mend the form and the answers at the window, in the applicant's presence, while it is being completed."""
    if not by.may("cases.intake"):
        raise PermissionDenied
    case = lock_for_division(case, by)
    if case.status not in MENDABLE or (case.status == Status.FILED and case.channel != Channel.WINDOW):
        raise Refused(_("The application was filed; what it says can no longer be changed here."))
    case.form, case.answers, case.saved_at = clean_entries(form), clean_entries(answers), at
    said = {"fields": sorted(form), "answers": sorted(answers)}
    facts = facts_of(case, "form", "answers", "saved_at")
    record(case, "edit", by=by, at=at, basis=APPLYING, payload=said, facts=facts)
    return case
