"""What the window does for an applicant who stands before it: the form mended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.cases.actions.applications import clean_entries
from tongban.work.cases.actions.locks import facts_of, lock_for_division
from tongban.work.cases.models import Case, Channel, Status
from tongban.work.cases.states import APPLYING

MENDABLE = (Status.FILED, Status.INCOMPLETE)


@transaction.atomic
def mend_form(
    case: Case, *, by: User, at: datetime, form: Mapping[str, Any], answers: Mapping[str, Any]
) -> Case:
    """Mend the form and the answers at the window, in the applicant's presence, while it is being completed."""
    if not by.may("cases.intake"):
        raise PermissionDenied
    case = lock_for_division(case, by)
    if case.status not in MENDABLE or (case.status == Status.FILED and case.channel != Channel.WINDOW):
        raise Refused(_("The application was filed; what it says can no longer be changed here."))
    case.form, case.answers, case.saved_at = clean_entries(form), clean_entries(answers), at
    said = {"fields": sorted(form), "answers": sorted(answers)}
    facts = facts_of(case, "form", "answers", "saved_at")
    record(case, "edit", by=by, at=at, basis=APPLYING, payload=said, facts=facts)
    return case
