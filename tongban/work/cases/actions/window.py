"""What the window does for an applicant who stands before it: ways of not submitting, the form mended."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Material
from tongban.offer.licences.queries import on_file
from tongban.work.cases.actions.applying import checked_entries
from tongban.work.cases.actions.holding import held_by_office
from tongban.work.cases.actions.materials import ask_issuer, follow_later, promise, show, use_licence
from tongban.work.cases.models import Case, CaseMaterial, Channel, Status
from tongban.work.cases.states import APPLYING

MENDABLE = (Status.FILED, Status.INCOMPLETE)


def use_licence_on_file(case: Case, material: Material, *, by: User, at: datetime) -> CaseMaterial:
    """Use the applicant's own licence on record; standing at the window, they consent now."""
    licence = on_file(case.applicant, localdate(at)).get(material.licence_type_id or 0)
    if licence is None:
        raise Refused(_("No valid licence of this type is on record. Please submit the material."))
    return use_licence(case, material, licence, consented_at=at, by=by, at=at)


WAYS: dict[str, Callable[..., CaseMaterial]] = {
    "show": show,
    "on_file": use_licence_on_file,
    "promise": promise,
    "ask_issuer": ask_issuer,
    "follow_later": follow_later,
}
"""What may be said of a material at the window instead of handing in a scan."""


@transaction.atomic
def mend_form(
    case: Case, *, by: User, at: datetime, form: Mapping[str, Any], answers: Mapping[str, Any]
) -> Case:
    """Mend the form and the answers at the window, in the applicant's presence, while it is being completed."""
    if not by.may("cases.intake"):
        raise PermissionDenied
    case = held_by_office(case, by)
    if case.status not in MENDABLE or (case.status == Status.FILED and case.channel != Channel.WINDOW):
        raise Refused(_("The application was filed; what it says can no longer be changed here."))
    case.form, case.answers, case.saved_at = checked_entries(form), checked_entries(answers), at
    case.save(update_fields=["form", "answers", "saved_at"])
    said = {"fields": sorted(form), "answers": sorted(answers)}
    record(case.reference, "edit", by=by, at=at, basis=APPLYING, payload=said)
    return case
