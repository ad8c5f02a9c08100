"""What is done to licences: issued, looked up with consent, suspended, revoked, replaced."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record, start_chain
from tongban.ground.matters.effects import make_move
from tongban.ground.people.models import Applicant, User
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences import effects
from tongban.offer.licences.effects import new_licence
from tongban.offer.licences.models import Licence, LicenceUse, Status
from tongban.offer.licences.numbers import licences_of
from tongban.offer.licences.states import CHART, ISSUING

LOOKING_UP = cite("online-service-rules:11")
CODE_BYTES = 15


@transaction.atomic
def issue(
    licence_type: LicenceType,
    holder: Applicant,
    *,
    number: str = "",
    valid_from: date,
    by: User,
    at: datetime,
    valid_until: date | None = None,
    case_reference: str = "",
    content: Mapping[str, Any] | None = None,
    is_example: bool = False,
) -> Licence:
    """Issue a licence, under the next number of its type or as the next version of the number given."""
    number, version = _number_and_version(number, licence_type, holder, by=by, at=at)
    licence = new_licence(
        licence_type,
        holder.pk,
        number=number,
        version=version,
        valid_from=valid_from,
        valid_until=valid_until,
        case_reference=case_reference,
        content=content or {},
        check_code=secrets.token_urlsafe(CODE_BYTES),
        at=at,
        is_example=is_example,
    )
    licence.holder = holder
    start_chain(licence)
    make_move(CHART, "issue", licence, effects.issue(licence), by=by, at=at)
    return licence


def _number_and_version(
    number: str, licence_type: LicenceType, holder: Applicant, *, by: User, at: datetime
) -> tuple[str, int]:
    """Return the next free number of the type, or the one given with the version to issue under it."""
    if number:
        return number, _next_version(number, holder, by=by, at=at)
    series, year = licences_of(licence_type.code), localdate(at).year
    while Licence.objects.filter(number=(number := series.next(year))).exists():
        pass  # given by hand before: it is passed over
    return number, 1


def _next_version(number: str, holder: Applicant, *, by: User, at: datetime) -> int:
    """Return the version to issue under a number, the live one before it replaced."""
    last = Licence.objects.select_for_update().filter(number=number).order_by("-version").first()
    if last is None:
        return 1
    if last.holder_id != holder.pk:
        raise Refused(_("The number %(number)s belongs to somebody else's licence.") % {"number": number})
    if last.status == Status.SUSPENDED:
        raise Refused(_("Licence %(number)s is suspended and cannot be replaced.") % {"number": number})
    if last.status == Status.VALID:
        CHART.make("replace", last, by=by, at=at)
        last.save(update_fields=["status"])
    return last.version + 1


@transaction.atomic
def change_standing(licence: Licence, move: str, *, by: User, at: datetime, reason: str) -> Licence:
    """Suspend, reinstate, revoke or cancel a licence, with the reason."""
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept and can be asked for."))
    licence = Licence.objects.select_for_update().get(pk=licence.pk)
    CHART.make(move, licence, by=by, at=at, note=reason)
    licence.save(update_fields=["status"])
    return licence


@transaction.atomic
def reprint(licence: Licence, *, by: User, at: datetime, reason: str) -> None:
    """Note that a licence is printed again, and why: the paper was lost or spoilt."""
    if not by.may("licences.manage"):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept and can be asked for."))
    record(licence.reference, "reprint", by=by, at=at, basis=ISSUING, note=reason.strip())


@transaction.atomic
def use(
    licence: Licence, matter: str, *, purpose: str, by: User | None, consented_at: datetime, at: datetime
) -> LicenceUse:
    """Use a valid licence instead of a material, with the holder's consent; the look is logged."""
    if not licence.is_good_on(localdate(at)):
        raise Refused(_("%(licence)s is not valid; please submit the material.") % {"licence": licence})
    if consented_at > at:
        raise PermissionDenied
    seen = LicenceUse.objects.create(
        licence=licence, matter=matter, purpose=purpose, by=by, consented_at=consented_at, at=at
    )
    record(
        licence.reference,
        "use",
        by=by,
        at=at,
        basis=LOOKING_UP,
        payload={"matter": matter, "purpose": purpose, "consented_at": consented_at},
    )
    return seen
