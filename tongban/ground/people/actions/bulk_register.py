"""Registers applicants by the thousand: rows and entries with COPY."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tongban.ground.ledger import EntryData
from tongban.ground.ledger.bulk import BulkEntry, chain_lines, copy_entries
from tongban.ground.ledger.bulk_copy import copy_line, copy_rows, reserve_keys
from tongban.ground.people import identity
from tongban.ground.people.actions.applicants import REGISTERING
from tongban.ground.people.actors import Actor
from tongban.ground.people.models import Applicant

FIELDS = ("kind", "name", "number_type", "number", "phone", "address", "legal_representative")
CHECKS = {"citizen": identity.is_citizen_number, "credit": identity.is_credit_code}


@transaction.atomic
def register_all(
    applicants: Sequence[tuple[str, ...]], *, by: Actor, at: datetime, is_example: bool = False
) -> None:
    """Register applicants, each a tuple of FIELDS, under the numbers by which they are found.

    A number that is wrong or known already refuses them all.
    """
    said, rows, entries = EntryData("register", REGISTERING), [], []
    for key, fields in zip(reserve_keys(Applicant, len(applicants)), applicants, strict=True):
        number_type, number = fields[2], fields[3]
        if not CHECKS[number_type](number):
            raise ValueError(f"{number_type} {number}: the check character does not fit")
        known = dict(zip(FIELDS, fields, strict=True))
        row = Applicant(pk=key, **known, is_example=is_example, verified=Applicant.Verified.WINDOW)
        rows.append(copy_line(row))
        entries += chain_lines(f"applicant:{key}", [BulkEntry("act", said, by, at)])
    copy_rows(Applicant, rows)
    copy_entries(entries)
