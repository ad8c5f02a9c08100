"""Granting without application: drawn up from verified fields, announced, objected to, confirmed, handed over to payment."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.exchange import outbox
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import User
from tongban.offer.policies.models import GrantList, GrantRow, PolicyVersion
from tongban.offer.policies.numbers import GRANT_LISTS
from tongban.offer.policies.payment import ORDER
from tongban.offer.policies.profile import as_kept
from tongban.offer.policies.queries import may_decline, qualifying
from tongban.offer.policies.rules import objections_until
from tongban.offer.policies.states import EQUALLY, GRANTS

Standing = GrantRow.Standing


@transaction.atomic
def draw_up(version: PolicyVersion, *, by: User, at: datetime) -> GrantList:
    """Draw up the list of the enterprises that a policy fits today, all by verified fields, each with its reasons."""
    day = localdate(at)
    GRANTS.need("draw_up", GrantList(version=version), by=by)
    found = qualifying(version, day)
    if not found:
        raise Refused(
            _("No enterprise qualifies today by verified fields alone that is not on a list already.")
        )
    drawn = GrantList(reference=GRANT_LISTS.next(day), version=version, on=day, made_by=by)
    total = sum(yuan for _profile, _said, yuan in found)
    GRANTS.make("draw_up", drawn, by=by, at=at, payload={"enterprises": len(found), "yuan": str(total)})
    drawn.save(force_insert=True)
    GrantRow.objects.bulk_create(
        GrantRow(list=drawn, profile=profile, amount_yuan=yuan, inputs=as_kept(said.used))
        for profile, said, yuan in found
    )
    return drawn


@transaction.atomic
def announce(drawn: GrantList, *, by: User, at: datetime) -> GrantList:
    """Announce a list to everybody; the working days for objections begin on the next day."""
    drawn = lock_matter(GrantList, drawn.pk)
    day = localdate(at)
    until = objections_until(day, drawn.version.objection_days, calendar())
    facts = {"announced_on": day, "objections_until": until}
    GRANTS.make("announce", drawn, by=by, at=at, facts=facts, payload={"until": until})
    return drawn


@transaction.atomic
def object_to(row: GrantRow, text: str, *, by: User, at: datetime) -> GrantRow:
    """Take an objection against one enterprise of an announced list."""
    row = _locked(row, "policies.grant", by)
    if row.list.status != GrantList.Status.ANNOUNCED or row.standing != Standing.LISTED:
        raise Refused(_("Objections are taken against enterprises of an announced list."))
    row.standing, row.objection, row.ruling = Standing.OBJECTED, _written(text), ""
    row.save(update_fields=["standing", "objection", "ruling"])
    return _told(row, "object", by, at, row.objection)


@transaction.atomic
def rule_on(row: GrantRow, ruling: str, *, is_struck: bool, by: User, at: datetime) -> GrantRow:
    """Rule on an objection: the enterprise is struck from the list, or stays."""
    row = _locked(row, "policies.publish", by)
    if row.list.status != GrantList.Status.ANNOUNCED or row.standing != Standing.OBJECTED:
        raise Refused(_("There is no objection to rule on."))
    row.standing, row.ruling = Standing.STRUCK if is_struck else Standing.LISTED, _written(ruling)
    row.save(update_fields=["standing", "ruling"])
    return _told(row, "rule_on", by, at, row.ruling)


@transaction.atomic
def decline(row: GrantRow, *, by: User, at: datetime) -> GrantRow:
    """Let an enterprise decline what it would be granted: by its own account, until the list is confirmed."""
    drawn = lock_matter(GrantList, row.list_id)
    row = GrantRow.objects.select_for_update(of=("self",)).select_related("profile").get(pk=row.pk)
    row.list = drawn
    if not may_decline(by, row, localdate(at)):
        raise PermissionDenied
    if drawn.status not in (GrantList.Status.DRAWN_UP, GrantList.Status.ANNOUNCED):
        raise Refused(_("The list is closed; please call the contact of the policy."))
    if row.standing == Standing.DECLINED:
        return row
    row.standing = Standing.DECLINED
    row.save(update_fields=["standing"])
    return _told(row, "decline", by, at, "")


@transaction.atomic
def confirm(drawn: GrantList, *, by: User, at: datetime) -> GrantList:
    """Confirm a list once the days for objections are over and every objection is ruled on."""
    drawn = lock_matter(GrantList, drawn.pk)
    GRANTS.need("confirm", drawn, by=by)
    day = localdate(at)
    if drawn.made_by_id == by.pk:
        raise Refused(_("You drew this list up yourself: somebody else confirms it."))
    if drawn.objections_until is None or day <= drawn.objections_until:
        raise Refused(_("Objections are taken until %(day)s.") % {"day": drawn.objections_until})
    if drawn.rows.filter(standing=Standing.OBJECTED).exists():
        raise Refused(_("An objection has not been ruled on yet."))
    GRANTS.make("confirm", drawn, by=by, at=at, facts={"confirmed_on": day})
    return drawn


@transaction.atomic
def hand_over(drawn: GrantList, *, by: User, at: datetime) -> GrantList:
    """Hand a confirmed list over to payment: one letter, sent after the commit, and only once."""
    drawn = lock_matter(GrantList, drawn.pk)
    GRANTS.make("hand_over", drawn, by=by, at=at, facts={})
    outbox.put(ORDER, {"list": drawn.reference}, at=at, subject=drawn.reference, key=drawn.reference)
    return drawn


@transaction.atomic
def cancel(drawn: GrantList, *, by: User, at: datetime, reason: str) -> GrantList:
    """Cancel a list that is not confirmed yet, saying why."""
    drawn = lock_matter(GrantList, drawn.pk)
    GRANTS.make("cancel", drawn, by=by, at=at, facts={}, note=_written(reason))
    return drawn


@transaction.atomic
def take_receipt(drawn: GrantList, receipt: str, *, at: datetime) -> GrantList:
    """Keep what the payment office answered."""
    drawn = lock_matter(GrantList, drawn.pk)
    if drawn.receipt != receipt:
        facts = {"receipt": receipt}
        record(drawn, "take_receipt", by=None, at=at, basis=EQUALLY, payload=facts, facts=facts)
    return drawn


def _locked(row: GrantRow, permission: str, by: User) -> GrantRow:
    if not by.may(permission):
        raise PermissionDenied
    drawn = lock_matter(GrantList, row.list_id)
    row = GrantRow.objects.select_for_update(of=("self",)).select_related("profile").get(pk=row.pk)
    row.list = drawn
    return row


def _told(row: GrantRow, act: str, by: User, at: datetime, note: str) -> GrantRow:
    said = {"enterprise": row.profile.credit_code, "standing": row.standing}
    record(row.list, act, by=by, at=at, basis=EQUALLY, note=note, payload=said)
    return row


def _written(text: str) -> str:
    if not text.strip():
        raise Refused(_("Say why: whoever reads this next has to know."))
    return text.strip()
