"""Materials of a case: files in versions, licences on record, promises, what follows later."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.files import keep
from tongban.ground.law import Citation, cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Material
from tongban.offer.licences import actions as licences
from tongban.offer.licences.models import Licence
from tongban.work.cases.actions.holding import held, held_by_applicant, need_office
from tongban.work.cases.models import RUNNING, Case, CaseFile, CaseMaterial, Channel, Status
from tongban.work.cases.queries.needs import following

S = CaseMaterial.State
SUBMITTING = cite("licensing-law:31")
NOT_ASKING = cite("online-service-rules:7")
TOLERATING = cite("anyang-services-regulation:24")


@transaction.atomic
def attach(case: Case, material: Material, upload: UploadedFile, *, by: User, at: datetime) -> CaseFile:
    """Hand in a file for a material; an earlier one stays beside it as an older version."""
    case, entry = _entry(case, material, by, at)
    stored = keep(upload, by=by, at=at)
    newest = entry.files.first()
    kept = entry.files.create(
        number=newest.number + 1 if newest else 1,
        file=stored,
        name=(upload.name or stored.name)[:200],
        by=by,
        at=at,
    )
    said = {"material": material.name, "file": stored.digest, "version": kept.number}
    _stands(case, entry, S.SUBMITTED, "attach", by=by, at=at, basis=SUBMITTING, said=said)
    return kept


@transaction.atomic
def remove(kept: CaseFile, *, by: User, at: datetime) -> CaseMaterial:
    """Take a file out of a draft; once filed, files stay."""
    entry = CaseMaterial.objects.select_related("material", "case").get(pk=kept.entry_id)
    case = held_by_applicant(entry.case, by, at)
    if case.status != Status.DRAFT:
        raise Refused(_("What was filed stays. Hand in a newer file beside it."))
    kept.delete()
    state = S.SUBMITTED if entry.files.exists() else S.MISSING
    said = {"material": entry.material.name, "file": kept.file_id}
    _stands(case, entry, state, "remove_file", by=by, at=at, basis=SUBMITTING, said=said)
    return entry


@transaction.atomic
def use_licence(
    case: Case, material: Material, licence: Licence, *, consented_at: datetime, by: User, at: datetime
) -> CaseMaterial:
    """Use a licence on record instead of a material, with the holder's consent; the look is logged."""
    case, entry = _entry(case, material, by, at)
    if licence.holder_id != case.applicant_id or licence.type_id != material.licence_type_id:
        raise Refused(_("This licence cannot stand for the material. Please submit the material."))
    purpose = case.version.item.name
    licences.use(licence, case.reference, purpose=purpose, by=by, consented_at=consented_at, at=at)
    entry.licence, entry.consented_at = licence.reference, consented_at
    said = {"material": material.name, "licence": licence.reference}
    return _stands(case, entry, S.ON_FILE, "use_licence", by=by, at=at, basis=NOT_ASKING, said=said)


@transaction.atomic
def promise(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Promise in writing what a material would prove, where the guide allows it."""
    need_exemption(material, Material.Exemption.PROMISE)
    return _set(case, material, S.PROMISED, "promise", NOT_ASKING, by=by, at=at)


@transaction.atomic
def ask_issuer(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Leave it to the bureau to ask the issuing body or its data, where the guide says so."""
    need_exemption(material, Material.Exemption.DATA, Material.Exemption.ASSISTANCE)
    return _set(case, material, S.ASKED, "ask_issuer", NOT_ASKING, by=by, at=at)


@transaction.atomic
def follow_later(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Promise in writing to hand in a minor material later, where the guide tolerates it."""
    if not case.version.tolerates or material.necessity != Material.Necessity.MAY_FOLLOW:
        raise Refused(_("This material may not follow later. Please submit it now."))
    return _set(case, material, S.TO_FOLLOW, "follow_later", TOLERATING, by=by, at=at)


@transaction.atomic
def show(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Note at the window that a material was shown on paper."""
    if not by.may("cases.intake"):
        raise PermissionDenied
    return _set(case, material, S.SHOWN, "show", SUBMITTING, by=by, at=at)


def need_exemption(material: Material, *ways: str) -> None:
    """Refuse a way of not submitting that the guide does not open for this material."""
    if material.exemption not in ways:
        raise Refused(_("The guide asks for this material itself: %(name)s.") % {"name": material.name})


def _set(
    case: Case, material: Material, state: str, move: str, basis: Citation, *, by: User, at: datetime
) -> CaseMaterial:
    case, entry = _entry(case, material, by, at)
    return _stands(case, entry, state, move, by=by, at=at, basis=basis, said={"material": material.name})


def _entry(case: Case, material: Material, by: User, at: datetime) -> tuple[Case, CaseMaterial]:
    """Return the case locked and its line for a material that may be changed now by this person."""
    case = _held(case, by, at)
    entry = case.materials.filter(material=material).first()
    if entry is None:
        raise Refused(_("The guide does not ask for this material."))
    follows = case.status in RUNNING and entry.state == S.TO_FOLLOW
    if case.status not in (Status.DRAFT, Status.INCOMPLETE) and not follows and not _at_window(case, by):
        raise Refused(
            _("The materials were filed; changes are possible when the office asks for completion.")
        )
    return case, entry


def _held(case: Case, by: User, at: datetime) -> Case:
    if by.may("cases.intake"):
        need_office(case.division_id, by)
        if case.status in ("", Status.DRAFT):
            raise PermissionDenied
        return held(case)
    return held_by_applicant(case, by, at)


def _at_window(case: Case, by: User) -> bool:
    """Return whether a clerk is still taking in what was handed over the counter."""
    return case.status == Status.FILED and case.channel == Channel.WINDOW and by.may("cases.intake")


def _stands(
    case: Case,
    entry: CaseMaterial,
    state: str,
    move: str,
    *,
    by: User,
    at: datetime,
    basis: Citation,
    said: Mapping[str, object],
) -> CaseMaterial:
    entry.state, entry.fault = state, ""
    entry.save(update_fields=["state", "fault", "licence", "consented_at"])
    if case.follow_on is not None and not following(case):
        case.follow_on = None
        case.save(update_fields=["follow_on"])
    record(case.reference, move, by=by, at=at, basis=basis, payload=said)
    return entry
