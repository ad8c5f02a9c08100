"""Registers applicants by the thousand: rows and entries with COPY."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tongban.ground.ledger.bulk import Actor, BulkEntry, EntryTemplate, chain_lines, copy_entries
from tongban.ground.ledger.bulk_copy import copy_line, copy_rows, reserve_keys
from tongban.ground.people import identity
from tongban.ground.people.actions.applicants import REGISTERING
from tongban.ground.people.models import Applicant

FIELDS = ("kind", "name", "number_type", "number", "phone", "address", "legal_representative")
COLUMNS = ("id", *FIELDS, "is_example", "verified")
CHECKS = {"citizen": identity.is_citizen_number, "credit": identity.is_credit_code}


@transaction.atomic
def register_all(
    applicants: Sequence[tuple[str, ...]], *, by: Actor, at: datetime, is_example: bool = False
) -> int:
    """Register applicants, each a tuple of FIELDS, and return the key of the first; the others follow one by one.

    A number that is wrong or known already refuses them all.
    """
    table = Applicant._meta.db_table
    first, registers = reserve_keys(table, len(applicants)), EntryTemplate("act", "register", REGISTERING)
    rows, entries = [], []
    for key, fields in enumerate(applicants, start=first):
        number_type, number = fields[2], fields[3]
        if not CHECKS[number_type](number):
            raise ValueError(f"{number_type} {number}: the check character does not fit")
        rows.append(copy_line(key, *fields, is_example, str(Applicant.Verified.WINDOW)))
        entries += chain_lines(f"applicant:{key}", [BulkEntry(registers, by, at)])
    copy_rows(table, COLUMNS, rows)
    copy_entries(entries)
    return first
