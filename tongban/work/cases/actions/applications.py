"""What an applicant does: begin, fill in at leisure, file, complete, withdraw."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.matters.codes import check_code
from tongban.ground.matters.effects import Effect
from tongban.ground.people.models import Applicant, User
from tongban.offer.catalogue.models import ItemVersion, Mode
from tongban.offer.catalogue.models import Status as Standing
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.actions.locks import agent_of, facts_of, lock_for_applicant, require_acting_for
from tongban.work.cases.actions.moves import make, note
from tongban.work.cases.commitments.actions import require_no_credit_mark
from tongban.work.cases.effects import applications as effects
from tongban.work.cases.effects.dues import dues_of
from tongban.work.cases.models import RUNNING, WAITING, Case, CaseMaterial, Status
from tongban.work.cases.numbers import CASES
from tongban.work.cases.states import APPLYING, CHART

UNVERIFIED = _(
    "Nobody has verified yet who applies. Verify it under “My account”, or come to the window; your draft is kept."
)
EDITABLE = (Status.DRAFT, Status.INCOMPLETE)
FORM_SIZE = 400_000
CHECK_CODE_LENGTH = 10


@transaction.atomic
def begin(
    version: ItemVersion,
    applicant: Applicant,
    *,
    by: User,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    is_example: bool = False,
    is_part: bool = False,
) -> Case:
    """Begin an application for oneself or, with a mandate, for another; it may be a part of a joint one."""
    require_acting_for(applicant.pk, by, at, version.item.code)
    case = new_draft(version, applicant, at=at, agent=agent_of(applicant, by), answers=answers)
    case.is_example, case.is_part = is_example, is_part
    make(case, "begin", effects.begin(case, by=by, at=at), by=by, at=at)
    create_material_rows(case)
    return case


def new_draft(
    version: ItemVersion,
    applicant: Applicant,
    *,
    at: datetime,
    agent: Applicant | None,
    answers: Mapping[str, Any] | None = None,
) -> Case:
    """Return a new case of a published item, not kept yet."""
    require_published(version)
    if version.audience not in ("both", applicant.kind):
        raise Refused(
            _("This item is for others: %(audience)s.") % {"audience": version.get_audience_display()}
        )
    return effects.new_case(
        version,
        applicant,
        reference=CASES.next(localdate(at)),
        check_code=check_code(CHECK_CODE_LENGTH),
        at=at,
        answers=clean_entries(answers or {}),
        agent=agent,
    )


def create_material_rows(case: Case) -> None:
    """Enter a line for every material that the item asks for."""
    CaseMaterial.objects.bulk_create(
        CaseMaterial(case=case, material=material) for material in guide_of(case.version_id).materials.all()
    )


def require_published(version: ItemVersion) -> None:
    """Refuse a version that no longer applies, saying what to do."""
    if ItemVersion.objects.filter(pk=version.pk, status=Standing.PUBLISHED).exists():
        return
    if published_of(version):
        raise Refused(
            _(
                "The item was published anew. Carry your draft over to the new version; what you typed is kept."
            )
        )
    raise Refused(_("This item is not offered at present. Your draft is kept; please ask the division."))


def published_of(version: ItemVersion) -> ItemVersion | None:
    """Return the version of the same item that applies now."""
    return ItemVersion.objects.filter(item=version.item_id, status=Standing.PUBLISHED).first()


@transaction.atomic
def save_form(
    case: Case,
    *,
    by: User,
    at: datetime,
    form: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Case:
    """Keep what was typed so far, complete or not; an entry set to None is taken out, others stay."""
    case = lock_for_applicant(case, by, at)
    if case.status not in EDITABLE:
        raise Refused(_("The application was filed; what it says can no longer be changed here."))
    case.form = _merged(case.form, form)
    case.answers = _merged(case.answers, answers)
    case.saved_at = at
    if case.status == Status.INCOMPLETE:
        said = {"fields": sorted(form or {}), "answers": sorted(answers or {})}
        facts = facts_of(case, "form", "answers", "saved_at")
        record(case, "edit", by=by, at=at, basis=APPLYING, payload=said, facts=facts)
    else:
        case.save(update_fields=["form", "answers", "saved_at"])
    return case


@transaction.atomic
def commit(case: Case, *, by: User, at: datetime) -> Case:
    """Sign the commitment: the conditions are known and met, the decision is then taken on the spot."""
    case = lock_for_applicant(case, by, at)
    effect = effects.commit(case, by=by, at=at)
    require_no_credit_mark(case.applicant, at)
    note(case, "commit", effect, by=by, at=at, basis=APPLYING)
    return case


@transaction.atomic
def take_back_commitment(case: Case, *, by: User, at: datetime) -> Case:
    """Take the commitment back before the decision; the application goes on in the ordinary way."""
    case = lock_for_applicant(case, by, at)
    if case.mode != Mode.COMMITMENT or case.status not in (Status.DRAFT, *WAITING, *RUNNING):
        raise Refused(_("There is no commitment to take back, or the decision was taken."))
    facts = {"mode": Mode.ORDINARY, "committed_at": None, **dues_of(case, mode=Mode.ORDINARY)}
    record(case, "take_back_commitment", by=by, at=at, basis=APPLYING, facts=facts)
    return case


@transaction.atomic
def carry_over(case: Case, *, by: User, at: datetime) -> Case:
    """Carry a draft over to the version that applies now; what was typed and attached is kept."""
    case = lock_for_applicant(case, by, at)
    newer = published_of(case.version)
    if case.status != Status.DRAFT or newer is None or newer.pk == case.version_id:
        raise Refused(_("There is nothing to carry over: the draft follows the version that applies."))
    before = case.version.reference
    _match_materials(case, newer)
    case.version, case.division, case.saved_at = newer, newer.item.division, at
    case.divisions = [case.division_id]
    case.mode = Mode.AT_ONCE if newer.mode == Mode.AT_ONCE else Mode.ORDINARY
    case.committed_at = None
    facts = facts_of(case, "version", "division", "divisions", "saved_at", "mode", "committed_at")
    after = newer.reference
    record(case, "carry_over", by=by, at=at, basis=APPLYING, before=before, after=after, facts=facts)
    return case


@transaction.atomic
def file(case: Case, *, by: User, at: datetime) -> Case:
    """File the application; it must be complete, and the five days to answer begin."""
    case = lock_for_applicant(case, by, at)
    CHART.need("file", case, by=by)
    require_published(case.version)
    if case.applicant.is_pending:
        raise Refused(UNVERIFIED)
    return make(case, "file", effects.file(case, by=by, at=at), by=by, at=at)


@transaction.atomic
def complete(case: Case, *, by: User, at: datetime) -> Case:
    """Hand in everything that was missing."""
    case = lock_for_applicant(case, by, at)
    CHART.need("complete", case, by=by)
    return make(case, "complete", effects.complete(case, by=by, at=at), by=by, at=at)


@transaction.atomic
def discard(case: Case, *, by: User, at: datetime) -> Case:
    """Discard a draft."""
    case = lock_for_applicant(case, by, at)
    return make(case, "discard", Effect(), by=by, at=at)


@transaction.atomic
def withdraw(case: Case, *, by: User, at: datetime, reason: str = "") -> Case:
    """Withdraw the application before it is decided."""
    case = lock_for_applicant(case, by, at)
    return make(case, "withdraw", Effect(note=reason.strip()), by=by, at=at)


def clean_entries(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as plain values; only what can be kept is looked at, never whether it is right."""
    if not isinstance(entries, Mapping) or not all(isinstance(name, str) for name in entries):
        raise ValidationError(_("Entries have a name and a value."))
    try:
        written = json.dumps(entries, ensure_ascii=False, allow_nan=False).replace("\\u0000", "")
    except (TypeError, ValueError) as error:
        raise ValidationError(_("Entries are text, numbers, yes or no, and lists of them.")) from error
    if len(written) > FORM_SIZE:
        raise Refused(_("This is more than a form can hold. Please attach it as a file."))
    kept: dict[str, Any] = json.loads(written)
    return kept


def _merged(kept: Mapping[str, Any], given: Mapping[str, Any] | None) -> dict[str, Any]:
    merged = {**kept, **clean_entries(given or {})}
    return {name: value for name, value in merged.items() if value is not None}


def _match_materials(case: Case, newer: ItemVersion) -> None:
    """Put what the draft holds under the new version's materials by name; what it no longer asks for is kept aside."""
    materials = {material.name: material for material in newer.materials.all()}
    for entry in case.materials.select_related("material"):
        material = materials.pop(entry.material.name, None)
        if material is not None:
            entry.material = material
        elif not entry.files.exists():
            entry.delete()
            continue
        else:
            entry.state = CaseMaterial.State.NOT_NEEDED
        entry.save(update_fields=["material", "state"])
    CaseMaterial.objects.bulk_create(
        CaseMaterial(case=case, material=material) for material in materials.values()
    )
