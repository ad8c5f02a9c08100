"""Who of a department works on a matter: claimed, handed over with a reason, given back; each leaves an entry."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.ledger.memo import RowMemo
from tongban.ground.matters.models import Claim
from tongban.ground.matters.worklists import WorkKind, WorkLists
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_under
from tongban.ground.people.queries import holders_of
from tongban.ground.people.substitutions import HEADS

BASIS = "local-practice"
CLAIM_WORDS = {
    "claim": _("Claimed"),
    "pass_to": _("Handed over to a colleague"),
    "give_back": _("Given back to the department"),
}
"""How a room's ledger says these acts."""

KNOWN: RowMemo[tuple[Claim, ...]] = RowMemo("matters.claims")


def claims_on(matter: Any) -> tuple[Claim, ...]:
    """Return who works on a matter, in each department and list; asked once for each page."""
    found = Claim.objects.filter(
        reference=matter.reference, holder__is_active=True, holder__department=F("department")
    ).select_related("holder", "department")
    return KNOWN.get(matter, lambda: tuple(found))


def holders_shown(matter: Any) -> list[Claim]:
    """Return who works on a matter, once for each person."""
    return list({each.holder_id: each for each in claims_on(matter)}.values())


def claims_in(reference: str, kinds: Sequence[WorkKind], user: User) -> list[Claim]:
    """Return who of this person's department has claimed a matter from these lists."""
    names = [each.kind for each in kinds]
    found = Claim.objects.filter(reference=reference, kind__in=names, department=user.department_id)
    found = found.filter(holder__is_active=True, holder__department=F("department"))
    return list(found.select_related("holder"))


def colleagues_for(kinds: Sequence[WorkKind], user: User) -> list[User]:
    """Return who else works on these lists in the own department, and in what lies under it."""
    places = departments_under(user.department_id)
    permissions = {each for kind in kinds for each in kind.permissions}
    found = {
        person.pk: person
        for permission in sorted(permissions)
        for person in holders_of(permission, localdate(), places)
        if person.pk != user.pk
    }
    return sorted(found.values(), key=lambda person: person.username)


def is_head(user: User) -> bool:
    """Return whether somebody may take a matter out of a colleague's hands."""
    return bool(user.roles_on(localdate()) & HEADS)


@transaction.atomic
def claim(matter: Any, lists: WorkLists[Any], *, by: User, at: datetime) -> Written:
    """Claim a matter from every list in which it waits for this person; refused where a colleague was faster."""
    kinds = _need_waiting(matter, lists, by)
    for taken in claims_in(matter.reference, kinds, by):
        if taken.holder_id != by.pk:
            raise Refused(_("%(person)s works on it already.") % {"person": taken.holder})
    _give(matter, kinds, by, at)
    return record(matter, "claim", by=by, at=at, basis=BASIS, after=str(by), payload=_said(kinds, by))


@transaction.atomic
def pass_to(matter: Any, lists: WorkLists[Any], *, to: User, reason: str, by: User, at: datetime) -> Written:
    """Hand a matter over to a colleague in whose lists it stands as well: the own one, or, as head, another's."""
    kinds = _need_waiting(matter, lists, by)
    held = claims_in(matter.reference, kinds, by)
    if any(each.holder_id != by.pk for each in held) and not is_head(by):
        raise Refused(_("A colleague works on it: they or your head hand it over."))
    theirs = {each.kind for each in lists.waiting(matter, to, localdate(at))}
    taken = [each for each in kinds if each.kind in theirs]
    if not taken or to.pk == by.pk:
        raise Refused(_("%(person)s has no list in which this waits.") % {"person": to})
    Claim.objects.filter(pk__in=[each.pk for each in held]).delete()
    _give(matter, taken, to, at)
    before = str(held[0].holder) if held else ""
    said = _said(taken, to)
    return record(
        matter, "pass_to", by=by, at=at, basis=BASIS, before=before, after=str(to), note=reason, payload=said
    )


@transaction.atomic
def give_back(matter: Any, lists: WorkLists[Any], *, by: User, at: datetime) -> Written:
    """Give a matter back to the department: it waits for everybody again."""
    kinds = _need_waiting(matter, lists, by)
    held = [each for each in claims_in(matter.reference, kinds, by) if each.holder_id == by.pk or is_head(by)]
    if not held:
        raise Refused(_("Nobody has claimed it."))
    Claim.objects.filter(pk__in=[each.pk for each in held]).delete()
    said = _said(kinds, by)
    return record(matter, "give_back", by=by, at=at, basis=BASIS, before=str(held[0].holder), payload=said)


def _need_waiting(matter: Any, lists: WorkLists[Any], by: User) -> list[WorkKind]:
    kinds = lists.waiting(matter, by, localdate())
    if not kinds or by.department_id is None:
        raise Refused(_("It waits in none of your lists now."))
    return kinds


def _give(matter: Any, kinds: Sequence[WorkKind], to: User, at: datetime) -> None:
    for kind in kinds:
        Claim.objects.update_or_create(
            reference=matter.reference,
            kind=kind.kind,
            department_id=to.department_id or 0,
            defaults={"holder_id": to.pk, "at": at},
        )


def _said(kinds: Sequence[WorkKind], to: User) -> dict[str, object]:
    return {"lists": [each.kind for each in kinds], "to": to.pk}
