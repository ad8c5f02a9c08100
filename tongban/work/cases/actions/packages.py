"""Giving out the archive package of a case; who took it, and with which digest, stands in the ledger."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.chain import sm3
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import require_permission
from tongban.work.cases.models import Case, Status
from tongban.work.cases.papers.package import package
from tongban.work.cases.states import ARCHIVING


@transaction.atomic
def give_package(case: Case, *, by: User, at: datetime) -> bytes:
    """Return the package of an archived case and note that it went out; the case's own chain stays as it is."""
    require_permission(by, "cases.archive", "cases.read_all")
    if case.status != Status.ARCHIVED:
        raise Refused(_("Only an archived case has an archive package."))
    made = package(case)
    said = {"case": case.reference, "sm3": sm3(made).hex(), "bytes": len(made)}
    record(f"PACKAGE-{case.reference}", "give_package", by=by, at=at, basis=ARCHIVING, payload=said)
    return made
