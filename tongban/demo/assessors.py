"""The demo's list of assessors."""

from django.db import transaction

from tongban.demo.people import BASIS, LET_IN
from tongban.ground.ledger import record
from tongban.work.cases.models import Assessor


@transaction.atomic
def enlist(code: str, name: str, field: str) -> Assessor:
    """Put an invented firm on the list of assessors."""
    firm, is_new = Assessor.objects.get_or_create(credit_code=code, defaults={"name": name, "field": field})
    if is_new:
        record("DEMO-ASSESSORS", "enlist", by=None, at=LET_IN, basis=BASIS, note=name)
    return firm
