"""What the window does: take in, return once, accept, or say where else to go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused, record
from tongban.ground.matters.effects import make_move
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.places import line_around
from tongban.ground.people.queries import covers
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.actions.applications import clean_entries, new_draft
from tongban.work.cases.actions.locks import (
    facts_of,
    lock_case,
    lock_for_division,
    lock_for_intake,
    require_clock_not_behind,
    require_permission,
)
from tongban.work.cases.actions.materials import enter_handed_materials, enter_kept_materials
from tongban.work.cases.actions.moves import make
from tongban.work.cases.actions.papers import write_papers
from tongban.work.cases.effects import applications as filing
from tongban.work.cases.effects import intake as effects
from tongban.work.cases.elsewhere.actions import note_taken_in
from tongban.work.cases.elsewhere.queries import listed_for
from tongban.work.cases.models import Case, CaseElsewhere, Channel, ElsewhereItem, Status
from tongban.work.cases.queries.limits import prime_no_pauses
from tongban.work.cases.queries.needs import Incomplete, faults_of, materials_of
from tongban.work.cases.states import APPLYING, CHART

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
    kept: Mapping[int, Sequence[tuple[StoredFile, str]]] | None = None,
    identity: str = "",
    is_example: bool = False,
    is_part: bool = False,
) -> Case:
    """Take in an application at the window, complete or not; for another office if the item is on the list for it.

    ``identity``: how it was made sure who applies, where another office decides.
    ``handed``: material → scans, none if shown on paper; ``ways``: material → a way of not submitting it (WAYS);
    ``kept``: material → files that were kept already, for all parts of one thing.
    """
    listed = _listed(version, identity, by, at)
    if agent is not None and not covers(applicant, agent, version.item.code, localdate(at)):
        raise Refused(_("The agent has no mandate for this item on that day. Enter the mandate first."))
    case = new_draft(version, applicant, at=at, agent=agent, answers=answers)
    case.form, case.is_example, case.is_part = clean_entries(form or {}), is_example, is_part
    if listed is not None:
        case.divisions = sorted({*case.divisions, listed.office_id})
    effect = filing.take_in(case, by=by, at=at)
    make_move(CHART, "take_in", case, effect, by=by, at=at)
    if listed is not None:
        note_taken_in(case, listed, identity, by=by, at=at)
    enter_handed_materials(case, handed or {}, ways or {}, by=by, at=at)
    if kept:
        enter_kept_materials(case, kept, {}, by=by, at=at)
    write_papers(case, effect.papers, by=by, at=at)
    return case


@scan_first("handed")
@transaction.atomic
def take_in_complete(
    version: ItemVersion, applicant: Applicant, *, by: User, at: datetime, **said: Any
) -> Case:
    """Take in a complete application and accept it at once; refused with all that is lacking, materials by their key."""
    case = take_in(version, applicant, by=by, at=at, **said)
    if faults := faults_of(case):
        keys = {entry.pk: entry.material_id for entry in materials_of(case)}
        raise Incomplete(replace(faults, materials={keys[pk]: text for pk, text in faults.materials.items()}))
    return accept(case, by=by, at=at)


def _listed(version: ItemVersion, identity: str, by: User, at: datetime) -> ElsewhereItem | None:
    """Return the entry under which the own office takes an item in for another; nothing for an item of the own line."""
    if version.item.division_id in line_around(by):
        return None
    listed = listed_for(version, by, localdate(at))
    if listed is None:
        raise PermissionDenied
    if identity not in CaseElsewhere.Identity.values:
        raise Refused(_("Another office decides: say how you made sure who applies."))
    return listed


@transaction.atomic
def return_(case: Case, faults: Mapping[int, str], *, by: User, at: datetime, form_fault: str = "") -> Case:
    """Return the application once, with everything that is missing or wrong; materials by their entry's key."""
    case = lock_for_division(case, by)
    CHART.need("return", case, by=by)
    require_clock_not_behind(case, at)
    materials = {entry.pk: entry.material_id for entry in materials_of(case)}
    named = {materials.get(key, 0): text for key, text in faults.items()}
    effect = effects.return_(case, by=by, at=at, faults=named, form_fault=form_fault)
    return make(case, "return", effect, by=by, at=at)


@transaction.atomic
def take_completion(case: Case, *, by: User, at: datetime) -> Case:
    """Take in at the window what was missing."""
    case = lock_for_intake(case, by)
    CHART.need("take_completion", case, by=by)
    return make(case, "take_completion", filing.complete(case, by=by, at=at), by=by, at=at)


@transaction.atomic
def accept(case: Case, *, by: User, at: datetime) -> Case:
    """Accept a complete application; the limits start. Answered too late, it counts from the day it was filed."""
    case = lock_for_division(case, by)
    CHART.need("accept", case, by=by)
    require_clock_not_behind(case, at)
    prime_no_pauses(case)
    return make(case, "accept", effects.accept(case, by=by, at=at), by=by, at=at)


@transaction.atomic
def accept_by_silence(case: Case, *, at: datetime) -> Case:
    """Accept, by law, what nobody answered in time: from the day the materials were received."""
    case = lock_case(case)
    CHART.need("accept_by_silence", case, by=None)
    prime_no_pauses(case)
    return make(case, "accept_by_silence", effects.accept_by_silence(case, by=None, at=at), by=None, at=at)


@transaction.atomic
def decline(case: Case, *, by: User, at: datetime, reason: str, where_to_go: str = "") -> Case:
    """Do not accept an application, with the reason and, where others are competent, where to go."""
    case = lock_for_division(case, by)
    CHART.need("decline", case, by=by)
    effect = effects.decline(case, by=by, at=at, reason=reason, where_to_go=where_to_go)
    return make(case, "decline", effect, by=by, at=at)


@transaction.atomic
def find_unneeded(case: Case, *, by: User, at: datetime, reason: str) -> Case:
    """Say at once that what is asked for needs no approval."""
    case = lock_for_division(case, by)
    CHART.need("find_unneeded", case, by=by)
    effect = effects.find_unneeded(case, by=by, at=at, reason=reason)
    return make(case, "find_unneeded", effect, by=by, at=at)


@transaction.atomic
def mend_form(
    case: Case, *, by: User, at: datetime, form: Mapping[str, Any], answers: Mapping[str, Any]
) -> Case:
    """Mend the form and the answers at the window, in the applicant's presence, while it is being completed."""
    require_permission(by, "cases.intake")
    case = lock_for_intake(case, by)
    if case.status not in MENDABLE or (case.status == Status.FILED and case.channel != Channel.WINDOW):
        raise Refused(_("The application was filed; what it says can no longer be changed here."))
    case.form, case.answers, case.saved_at = clean_entries(form), clean_entries(answers), at
    said = {"fields": sorted(form), "answers": sorted(answers)}
    facts = facts_of(case, "form", "answers", "saved_at")
    record(case, "edit", by=by, at=at, basis=APPLYING, payload=said, facts=facts)
    return case
