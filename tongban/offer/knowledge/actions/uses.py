"""What becomes of entries: they answer calls, help or not, are reported as wrong, and are checked by samples."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.matters.draws import draw
from tongban.ground.people.models import User
from tongban.offer.knowledge import rules
from tongban.offer.knowledge.models import AccuracyCheck, EntryUse, EntryVersion, EntryVote
from tongban.offer.knowledge.models.entries import LIVE
from tongban.offer.knowledge.notices import NOTICES
from tongban.offer.knowledge.states import RENEWING

Reason = EntryVote.Reason
ERRORS = (Reason.WRONG, Reason.OLD, Reason.URGENT)
"""Why an answer has to be looked at within a limit."""
LONGEST_COMMENT = 500


def note_use(version: EntryVersion, *, matter: str, by: User, at: datetime) -> None:
    """Note that a call or order, by its reference, was answered from a version; once for each."""
    if not by.may("knowledge.read"):
        raise PermissionDenied
    EntryUse.objects.get_or_create(version=version, matter=matter, defaults={"at": at})


@transaction.atomic
def vote(
    version: EntryVersion, *, is_helpful: bool, at: datetime, reason: str = "", comment: str = ""
) -> EntryVote:
    """Take what somebody without a name says of an answer; a report of an error is told to its unit, with a limit."""
    if version.status not in LIVE:
        raise Refused(_("This answer is not shown any more."))
    if not is_helpful and reason not in Reason.values:
        raise Refused(_("Please say why it does not help."))
    if is_helpful:
        return EntryVote.objects.create(version=version, is_helpful=True, at=at)
    is_error = reason in ERRORS
    due_at = rules.settle_urgent_by(at) if reason == Reason.URGENT else None
    due_on = rules.settle_by(day_of(at), calendar()) if is_error else None
    comment = comment.strip()[:LONGEST_COMMENT]
    taken = EntryVote.objects.create(
        version=version,
        is_helpful=False,
        reason=reason,
        comment=comment,
        at=at,
        due_on=day_of(due_at) if due_at else due_on,
        due_at=due_at,
    )
    if is_error:
        said = {"vote": taken.pk, "reason": reason}
        NOTICES.announce(
            record(version.reference, "report_error", by=None, at=at, basis=RENEWING, payload=said)
        )
    return taken


@transaction.atomic
def settle(taken: EntryVote, *, finding: str, by: User, at: datetime) -> EntryVote:
    """Note what was found about a report; the answer is renewed, doubted or written anew by its own acts."""
    version = lock_matter(EntryVersion, taken.version_id)
    may = by.may("knowledge.release") or (
        by.department_id == version.entry.owner_id and (by.may("knowledge.check") or by.may("knowledge.edit"))
    )
    if not may:
        raise PermissionDenied
    taken = EntryVote.objects.select_for_update().get(pk=taken.pk)
    if taken.settled_at is not None or not finding.strip():
        raise Refused(_("A report is settled once, with what was found."))
    taken.settled_at, taken.settled_by, taken.finding = at, by, finding.strip()[:LONGEST_COMMENT]
    taken.save(update_fields=["settled_at", "settled_by", "finding"])
    record(version, "settle", by=by, at=at, basis=RENEWING, note=taken.finding, payload={"vote": taken.pk})
    return taken


@transaction.atomic
def draw_sample(count: int, *, by: User, at: datetime, seed: str = "") -> list[AccuracyCheck]:
    """Draw so many of the answers shown, for somebody to find right or wrong; anybody can draw them again."""
    if not by.may("knowledge.release"):
        raise PermissionDenied
    shown = {version.reference: version for version in EntryVersion.objects.filter(status__in=LIVE)}
    if not 1 <= count <= len(shown):
        raise Refused(_("There are %(count)d answers to draw from.") % {"count": len(shown)})
    drawn = draw(seed or secrets.token_hex(16), shown, count)
    sample = f"SAMPLE-{day_of(at)}-{drawn.seed[:8]}"
    said = {"sample": sample, "seed": drawn.seed, "from": len(shown)}
    for reference in drawn.drawn:
        record(reference, "draw_sample", by=by, at=at, basis=RENEWING, payload=said)
    rows = [AccuracyCheck(version=shown[reference], sample=sample, drawn_at=at) for reference in drawn.drawn]
    return AccuracyCheck.objects.bulk_create(rows)


@transaction.atomic
def check_sample(
    check: AccuracyCheck, *, is_right: bool, by: User, at: datetime, finding: str = ""
) -> AccuracyCheck:
    """Note whether a sampled answer is right; what is wrong needs a finding."""
    if not by.may("knowledge.release"):
        raise PermissionDenied
    check = AccuracyCheck.objects.select_for_update(of=("self",)).select_related("version").get(pk=check.pk)
    if check.checked_at is not None or not (is_right or finding.strip()):
        raise Refused(_("A sampled answer is found right or wrong once; say what is wrong."))
    check.is_right, check.finding, check.checked_at, check.checked_by = is_right, finding.strip(), at, by
    check.save(update_fields=["is_right", "finding", "checked_at", "checked_by"])
    said = {"sample": check.sample, "is_right": is_right}
    record(
        check.version.reference,
        "check_sample",
        by=by,
        at=at,
        basis=RENEWING,
        note=finding.strip(),
        payload=said,
    )
    return check
