"""The demo's list of assessors."""

from datetime import UTC, datetime

from django.db import transaction

from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.work.cases.models import Assessor

LET_IN = datetime(2021, 1, 1, 1, tzinfo=UTC)
BASIS = cite("gbt-22239")


@transaction.atomic
def enlist(code: str, name: str, field: str) -> Assessor:
    """Put an invented firm on the list of assessors."""
    firm, is_new = Assessor.objects.get_or_create(credit_code=code, defaults={"name": name, "field": field})
    if is_new:
        record("DEMO-ASSESSORS", "enlist", by=None, at=LET_IN, basis=BASIS, note=name)
    return firm
