"""What is done to licences: issued, taken over in bulk, looked up with consent, suspended, revoked, replaced."""

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
from tongban.ground.ledger.bulk import Actor, BulkEntry, EntryTemplate, Payload, chain_lines, copy_entries
from tongban.ground.ledger.bulk_copy import copy_line, copy_rows
from tongban.ground.ledger.chain import canonical
from tongban.ground.ledger.grants import permissions_of
from tongban.ground.people.models import Applicant, User
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences.models import Licence, LicenceUse, Status
from tongban.offer.licences.numbers import licences_of
from tongban.offer.licences.states import CHART

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
    licence = Licence(
        number=number,
        version=version,
        type=licence_type,
        holder=holder,
        issuer=licence_type.issuer,
        case=case_reference,
        content=dict(content or {}),
        valid_from=valid_from,
        valid_until=valid_until,
        check_code=secrets.token_urlsafe(CODE_BYTES),
        issued_at=at,
        is_example=is_example,
    )
    start_chain(licence)
    days = {"valid_from": valid_from, "valid_until": valid_until}
    said = {"type": licence_type.code, "holder": holder.pk, **days}
    CHART.make(
        "issue", licence, by=by, at=at, payload={**said, "case": case_reference, "content": content or {}}
    )
    licence.save()
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


COLUMNS = (
    *("number", "version", "type_id", "holder_id", "issuer", "case", "content", "valid_from", "valid_until"),
    *("status", "check_code", "issued_at", "is_example"),
)


class LicenceLoader:
    """Licences of new numbers by the thousand, as lines of COPY with their entries; ``load`` writes them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.entries: list[str] = []
        move = CHART.moves["issue"]
        self._deed = EntryTemplate("move", move.name, move.basis, "", str(move.to))

    def issue(
        self,
        licence_type: LicenceType,
        holder: int,
        *,
        number: str,
        valid_from: date,
        valid_until: date | None,
        case_reference: str,
        content: Mapping[str, Any],
        check_code: str,
        by: Actor,
        at: datetime,
        is_example: bool,
    ) -> str:
        """Issue a licence under a number never used and return its reference."""
        if CHART.moves["issue"].permission not in permissions_of(set(by.roles)):
            raise PermissionDenied
        said = {
            "type": licence_type.code,
            "holder": holder,
            "valid_from": valid_from,
            "valid_until": valid_until,
        }
        reference = f"LIC-{number}-V1"
        act = BulkEntry(self._deed, by, at, "", Payload({**said, "case": case_reference, "content": content}))
        self.entries += chain_lines(reference, [act])
        held = (number, 1, licence_type.pk, holder, licence_type.issuer, case_reference)
        written = canonical(dict(content)).decode()
        self.lines.append(
            copy_line(*held, written, valid_from, valid_until, str(Status.VALID), check_code, at, is_example)
        )
        return reference

    def load(self) -> int:
        """Write what was issued; return how many licences that were."""
        count = len(self.lines)
        copy_rows("licences_licence", COLUMNS, self.lines)
        copy_entries(self.entries)
        self.lines.clear()
        self.entries.clear()
        return count
