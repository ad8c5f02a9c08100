"""Materials of a case: files in versions, licences on record, promises, what follows later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.files import store
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.law import Citation, cite
from tongban.ground.ledger import EntryData, Refused, record_all
from tongban.ground.matters.effects import set_facts
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Material
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.offer.licences import actions as licences
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.actions.locks import (
    lock_case,
    lock_for_applicant,
    require_intake,
    require_permission,
)
from tongban.work.cases.effects.materials import change_material
from tongban.work.cases.lock_cache import rows_at_hand
from tongban.work.cases.models import RUNNING, Case, CaseFile, CaseMaterial, Channel, Status
from tongban.work.cases.queries.needs import materials_of, materials_to_follow

S = CaseMaterial.State
SUBMITTING = cite("licensing-law:31")
NOT_ASKING = cite("online-service-rules:7")
TOLERATING = cite("anyang-services-regulation:24")


@dataclass(frozen=True, slots=True)
class MaterialChange:
    """An act on a material: its name and basis, and the licence used in the material's place."""

    move: str
    basis: Citation
    licence: Licence | None = None
    consented_at: datetime | None = None


@scan_first("upload")
@transaction.atomic
def attach(
    case: Case, material: Material, upload: "UploadedFile[bytes]", *, by: User, at: datetime
) -> CaseFile:
    """Hand in a file for a material; an earlier one stays beside it as an older version."""
    case, entry = _entry(case, material, by, at)
    newest = entry.files.first()
    kept, said = _new_file(entry, upload, newest.number + 1 if newest else 1, by=by, at=at)
    kept.save()
    _save_material(case, entry, said, by=by, at=at)
    return kept


@transaction.atomic
def remove(kept: CaseFile, *, by: User, at: datetime) -> CaseMaterial:
    """Take a file out of a draft; once filed, files stay."""
    entry = CaseMaterial.objects.select_related("material", "case").get(pk=kept.entry_id)
    case = lock_for_applicant(entry.case, by, at)
    if case.status != Status.DRAFT:
        raise Refused(_("What was filed stays. Hand in a newer file beside it."))
    kept.delete()
    entry.state = S.SUBMITTED if entry.files.exists() else S.MISSING
    said = {"material": entry.material.name, "file": kept.file_id}
    return _save_material(case, entry, EntryData("remove_file", SUBMITTING, said), by=by, at=at)


@transaction.atomic
def use_licence(
    case: Case, material: Material, licence: Licence, *, consented_at: datetime, by: User, at: datetime
) -> CaseMaterial:
    """Use a licence on record instead of a material, with the holder's consent; the look is logged."""
    return _change_material(case, material, _by_licence(licence, consented_at), by=by, at=at)


@transaction.atomic
def use_licence_on_file(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Use the applicant's own licence on record; standing at the window, they consent now."""
    return _change_material(case, material, _on_file(case, material, by, at), by=by, at=at)


@transaction.atomic
def promise(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Promise in writing what a material would prove, where the guide allows it."""
    return _change_material(case, material, _promised(case, material, by, at), by=by, at=at)


@transaction.atomic
def ask_issuer(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Leave it to the bureau to ask the issuing body or its data, where the guide says so."""
    return _change_material(case, material, _asked(case, material, by, at), by=by, at=at)


@transaction.atomic
def follow_later(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Promise in writing to hand in a minor material later, where the guide tolerates it."""
    return _change_material(case, material, _to_follow(case, material, by, at), by=by, at=at)


@transaction.atomic
def show(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Note at the window that a material was shown on paper."""
    return _change_material(case, material, _shown(case, material, by, at), by=by, at=at)


def enter_handed_materials(
    case: Case,
    handed: Mapping[int, Sequence["UploadedFile[bytes]"]],
    ways: Mapping[int, str],
    *,
    by: User,
    at: datetime,
) -> None:
    """Enter a line for every material that the item asks for, as it was handed over; in one statement each kind."""
    entries = [CaseMaterial(case=case, material=each) for each in guide_of(case.version_id).materials.all()]
    files: list[CaseFile] = []
    acts: list[EntryData] = []
    for entry in entries:
        for number, upload in enumerate(handed.get(entry.material_id, ()), start=1):
            kept, said = _new_file(entry, upload, number, by=by, at=at)
            files.append(kept)
            acts.append(said)
        ways_taken = [CHANGES[ways[entry.material_id]]] if entry.material_id in ways else []
        if not handed.get(entry.material_id, ("",)):
            ways_taken.insert(0, _shown)
        acts += [
            _apply_change(case, entry, way(case, entry.material, by, at), by=by, at=at) for way in ways_taken
        ]
    rows_at_hand(case, CaseMaterial, lambda: CaseMaterial.objects.bulk_create(entries))
    CaseFile.objects.bulk_create(files)
    record_all(case, acts, by=by, at=at)


def enter_kept_materials(
    case: Case,
    kept: Mapping[int, Sequence[tuple[StoredFile, str]]],
    ways: Mapping[int, str],
    *,
    by: User,
    at: datetime,
) -> None:
    """Put files that are kept already, and ways of not submitting, under the materials of a draft."""
    files: list[CaseFile] = []
    acts: list[EntryData] = []
    entries = materials_of(case)
    for entry in entries:
        for number, (stored, name) in enumerate(kept.get(entry.material_id, ()), start=1):
            row, said = _file_row(entry, stored, name, number, by=by, at=at)
            files.append(row)
            acts.append(said)
        if entry.material_id in ways:
            change = CHANGES[ways[entry.material_id]](case, entry.material, by, at)
            acts.append(_apply_change(case, entry, change, by=by, at=at))
    changed = [entry for entry in entries if entry.state != S.MISSING]
    CaseMaterial.objects.bulk_update(changed, ["state", "fault", "licence", "consented_at"])
    CaseFile.objects.bulk_create(files)
    if acts:
        record_all(case, acts, by=by, at=at)


def require_exemption(material: Material, *ways: str) -> None:
    """Refuse a way of not submitting that the guide does not open for this material."""
    if material.exemption not in ways:
        raise Refused(_("The guide asks for this material itself: %(name)s.") % {"name": material.name})


def _shown(case: Case, material: Material, by: User, at: datetime) -> MaterialChange:
    require_permission(by, "cases.intake")
    return MaterialChange("show", SUBMITTING)


def _promised(case: Case, material: Material, by: User, at: datetime) -> MaterialChange:
    require_exemption(material, Material.Exemption.PROMISE)
    return MaterialChange("promise", NOT_ASKING)


def _asked(case: Case, material: Material, by: User, at: datetime) -> MaterialChange:
    require_exemption(material, Material.Exemption.DATA, Material.Exemption.ASSISTANCE)
    return MaterialChange("ask_issuer", NOT_ASKING)


def _from_result(_case: Case, _material: Material, _by: User, _at: datetime) -> MaterialChange:
    """Take the result of a part before: the bureau has it, whatever the guide says of other applicants."""
    return MaterialChange("ask_issuer", NOT_ASKING)


def _to_follow(case: Case, material: Material, by: User, at: datetime) -> MaterialChange:
    if not guide_of(case.version_id).tolerates or material.necessity != Material.Necessity.MAY_FOLLOW:
        raise Refused(_("This material may not follow later. Please submit it now."))
    return MaterialChange("follow_later", TOLERATING)


def _on_file(case: Case, material: Material, by: User, at: datetime) -> MaterialChange:
    licence = licences_on_file(case.applicant, localdate(at)).get(material.licence_type_id or 0)
    if licence is None:
        raise Refused(_("No valid licence of this type is on record. Please submit the material."))
    return _by_licence(licence, at)


def _by_licence(licence: Licence, consented_at: datetime) -> MaterialChange:
    return MaterialChange("use_licence", NOT_ASKING, licence, consented_at)


CHANGES: dict[str, Callable[[Case, Material, User, datetime], MaterialChange]] = {
    "show": _shown,
    "on_file": _on_file,
    "promise": _promised,
    "ask_issuer": _asked,
    "follow_later": _to_follow,
    "result": _from_result,
}
WAYS: dict[str, Callable[..., CaseMaterial]] = {
    "show": show,
    "on_file": use_licence_on_file,
    "promise": promise,
    "ask_issuer": ask_issuer,
    "follow_later": follow_later,
}
"""What may be said of a material at the window instead of handing in a scan."""


def _change_material(
    case: Case, material: Material, standing: MaterialChange, *, by: User, at: datetime
) -> CaseMaterial:
    case, entry = _entry(case, material, by, at)
    return _save_material(case, entry, _apply_change(case, entry, standing, by=by, at=at), by=by, at=at)


def _apply_change(
    case: Case, entry: CaseMaterial, standing: MaterialChange, *, by: User, at: datetime
) -> EntryData:
    """Apply a change to a material and return what is recorded; a licence used is looked up with consent."""
    used, licence = dict[str, Any](), standing.licence
    if licence is not None and standing.consented_at is not None:
        if licence.holder_id != case.applicant_id or licence.type_id != entry.material.licence_type_id:
            raise Refused(_("This licence cannot stand for the material. Please submit the material."))
        consented_at, purpose = standing.consented_at, case.version.item.name
        licences.use(licence, case.reference, purpose=purpose, by=by, consented_at=consented_at, at=at)
        used = {"licence": licence.reference, "consented_at": consented_at}
    effect = change_material(entry, standing.move, used)
    for row, facts in effect.changes:
        set_facts(row, facts)
    return EntryData(standing.move, standing.basis, effect.payload)


def _new_file(
    entry: CaseMaterial, upload: "UploadedFile[bytes]", number: int, *, by: User, at: datetime
) -> tuple[CaseFile, EntryData]:
    """Keep the content of a file and return its line in the case, not saved yet, with what is recorded."""
    stored = store(upload, by=by, at=at)
    return _file_row(entry, stored, upload.name or stored.name, number, by=by, at=at)


def _file_row(
    entry: CaseMaterial, stored: StoredFile, name: str, number: int, *, by: User, at: datetime
) -> tuple[CaseFile, EntryData]:
    """Return the line of a kept file, not saved yet, with what is recorded."""
    entry.state, entry.fault = S.SUBMITTED, ""
    said = {"material": entry.material.name, "file": stored.digest, "version": number}
    kept = CaseFile(entry=entry, number=number, file=stored, name=name[:200], by=by, at=at)
    return kept, EntryData("attach", SUBMITTING, said)


def _save_material(
    case: Case, entry: CaseMaterial, said: EntryData, *, by: User, at: datetime
) -> CaseMaterial:
    """Save a material; once nothing is to follow any more, that limit ends."""
    entry.fault = ""
    entry.save(update_fields=["state", "fault", "licence", "consented_at"])
    is_over = case.follow_on is not None and not materials_to_follow(case)
    record_all(case, [said], by=by, at=at, facts={"follow_on": None} if is_over else None)
    return entry


def _entry(case: Case, material: Material, by: User, at: datetime) -> tuple[Case, CaseMaterial]:
    """Return the case locked and its line for a material that may be changed now by this person."""
    case = _lock_for_materials(case, by, at)
    entry = next((each for each in materials_of(case) if each.material_id == material.pk), None)
    if entry is None:
        raise Refused(_("The guide does not ask for this material."))
    follows = case.status in RUNNING and entry.state == S.TO_FOLLOW
    if case.status not in (Status.DRAFT, Status.INCOMPLETE) and not follows and not _at_window(case, by):
        raise Refused(
            _("The materials were filed; changes are possible when the office asks for completion.")
        )
    return case, entry


def _lock_for_materials(case: Case, by: User, at: datetime) -> Case:
    if by.may("cases.intake"):
        require_intake(case, by)
        if case.status in ("", Status.DRAFT):
            raise PermissionDenied
        return lock_case(case)
    return lock_for_applicant(case, by, at)


def _at_window(case: Case, by: User) -> bool:
    """Return whether a clerk is still taking in what was handed over the counter."""
    return case.status == Status.FILED and case.channel == Channel.WINDOW and by.may("cases.intake")
