"""Naming who acts in whose place, and ending it."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.people.actions.staff import BASIS, subject_of
from tongban.ground.people.models import Substitution, User
from tongban.ground.people.substitutions import may_appoint, staff_around

LONGEST_DAYS = 92


@transaction.atomic
def appoint_deputy(
    absent: User, deputy: User, *, since: date, until: date, reason: str, by: User, at: datetime
) -> Substitution:
    """Let a colleague act in somebody's place from one day to another; not backwards, not for good, one at a time."""
    day = localdate(at)
    if not may_appoint(by, absent, day):
        raise PermissionDenied
    if until < since or since < day:
        raise Refused(_("The days lie in the past, or end before they begin."))
    if (until - since).days >= LONGEST_DAYS:
        raise Refused(_("A substitution lasts at most three months; for longer, change the roles."))
    if deputy.pk == absent.pk or not staff_around(absent).filter(pk=deputy.pk).exists():
        raise Refused(_("%(person)s cannot act in this place.") % {"person": deputy})
    User.objects.select_for_update().get(pk=absent.pk)
    others = Substitution.objects.filter(absent=absent, since__lte=until, until__gte=since, ended_on=None)
    if others.exists():
        raise Refused(_("Somebody acts in this place on some of these days already; end that first."))
    made = Substitution.objects.create(
        absent=absent, deputy=deputy, since=since, until=until, reason=reason.strip()
    )
    _record(made, "substitute", by, at)
    return made


@transaction.atomic
def end_substitution(substitution: Substitution, *, by: User, at: datetime) -> Substitution:
    """End a substitution today."""
    kept = Substitution.objects.select_for_update().get(pk=substitution.pk)
    if not may_appoint(by, kept.absent, localdate(at)):
        raise PermissionDenied
    if kept.ended_on is not None:
        raise Refused(_("It has ended already."))
    kept.ended_on = max(localdate(at), kept.since)
    kept.save(update_fields=["ended_on"])
    _record(kept, "end_substitution", by, at)
    return kept


def _record(substitution: Substitution, act: str, by: User, at: datetime) -> None:
    said = {
        "deputy": substitution.deputy_id,
        "since": substitution.since.isoformat(),
        "until": (substitution.ended_on or substitution.until).isoformat(),
    }
    record(
        subject_of(substitution.absent),
        act,
        by=by,
        at=at,
        basis=BASIS,
        after=str(substitution.deputy),
        note=substitution.reason,
        payload=said,
    )
