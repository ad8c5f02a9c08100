"""What the citizens' door does across rooms: use every licence on file at once, invite to rate what is over."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.doors.portal.queries.drafts import Draft
from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.cases.actions import materials
from tongban.work.cases.models import Case, Status
from tongban.work.ratings.actions import invite
from tongban.work.ratings.models import Invitation

OVER = (
    Status.DELIVERED, Status.NOT_ACCEPTED, Status.NOT_NEEDED, Status.TERMINATED, Status.WITHDRAWN, Status.ARCHIVED,
)  # fmt: skip


@transaction.atomic
def use_all_on_file(case: Case, *, by: User, at: datetime) -> int:
    """Use every licence on record that stands for a material of the case; the holder has consented now."""
    rows = [row for row in Draft(case, localdate(at)).rows if row.licence is not None and row.may_use_licence]
    for row in rows:
        if row.licence is not None:
            materials.use_licence(case, row.entry.material, row.licence, consented_at=at, by=by, at=at)
    return len(rows)


def invite_to_rate(case: Case, *, at: datetime) -> Invitation:
    """Give the applicant the right to rate a service that is over; asked again, it is the same."""
    if case.status not in OVER:
        raise Refused(_("You can rate the service when your application is settled."))
    return invite(
        case.reference,
        item_name=case.version.item.name,
        division=case.division,
        applicant=case.applicant,
        at=at,
    )
