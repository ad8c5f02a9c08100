"""After a decision on a commitment: the later check, the revocation."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.files import store
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.actions.credit import mark_credit
from tongban.ground.people.models import Applicant, CreditMark, User
from tongban.ground.people.queries import credit_mark_of
from tongban.offer.licences import actions as licences
from tongban.offer.licences.queries import live_licences_of
from tongban.work.cases.actions.locks import lock_case, lock_for_division, require_permission
from tongban.work.cases.actions.papers import write_paper
from tongban.work.cases.commitments import rules
from tongban.work.cases.commitments.queries import OPEN
from tongban.work.cases.models import LaterCheck, Paper
from tongban.work.cases.notices import NOTICES

CHOOSING = cite("anyang-services-regulation:25")
CHECKING = cite("anyang-services-regulation:28")
REVOKING = cite("licensing-law:69")
Outcome = LaterCheck.Outcome


def require_no_credit_mark(applicant: Applicant, at: datetime) -> None:
    """Refuse a commitment of whoever broke one or has bad credit, saying why and until when."""
    mark = credit_mark_of(applicant, localdate(at))
    if mark is not None:
        text = _(
            "A decision on a commitment is not open until %(until)s: %(kind)s, %(reason)s. "
            "Please apply in the ordinary way, or have the credit repaired first."
        )
        raise Refused(text % {"until": mark.until, "kind": mark.get_kind_display(), "reason": mark.reason})


@scan_first("kept")
@transaction.atomic
def check_commitment(
    check: LaterCheck,
    outcome: str,
    *,
    finding: str,
    by: User,
    at: datetime,
    correct_by: date | None = None,
    kept: "UploadedFile[bytes] | StoredFile | None" = None,
) -> LaterCheck:
    """Enter what the later check found; a false commitment goes into the register."""
    require_permission(by, "cases.review", "cases.supervise")
    case = lock_case(check.case) if by.may("cases.supervise") else lock_for_division(check.case, by)
    check, day = LaterCheck.objects.get(pk=check.pk), localdate(at)
    _require_finding(check, outcome, finding, correct_by, day)
    check.outcome, check.finding, check.correct_by = outcome, finding.strip(), correct_by
    check.checked_on, check.checked_by = day, by
    check.record = store(kept, by=by, at=at) if kept else check.record
    check.save()
    said = {"outcome": outcome, "finding": check.finding, "correct_by": correct_by}
    record(case, "check_commitment", by=by, at=at, basis=CHECKING, payload=said)
    if outcome == Outcome.FALSE:
        until = rules.excluded_until(day)
        mark_credit(
            case.applicant, CreditMark.Kind.FALSE_PROMISE, until, check.finding, case.reference, by=by, at=at
        )
    return check


@transaction.atomic
def revoke_granted(check: LaterCheck, *, reason: str, by: User, at: datetime) -> LaterCheck:
    """Revoke what was granted on a commitment that was false or not made good, with its licence."""
    require_permission(by, "licences.manage")
    case = lock_for_division(check.case, by)
    check = LaterCheck.objects.get(pk=check.pk)
    if not check.is_to_revoke:
        raise Refused(
            _("What was granted is revoked once the later check found the commitment false or unmet.")
        )
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept and can be asked for."))
    for licence in live_licences_of(case.reference):
        licences.change_standing(licence, "revoke", by=by, at=at, reason=reason)
    check.revoked_on = localdate(at)
    check.save(update_fields=["revoked_on"])
    NOTICES.announce(record(case, "revoke_granted", by=by, at=at, basis=REVOKING, note=reason.strip()))
    facts = {"reason": reason.strip(), "finding": check.finding}
    write_paper(case, Paper.Kind.REVOCATION, by=by, at=at, facts=facts)
    return check


def _require_finding(
    check: LaterCheck, outcome: str, finding: str, correct_by: date | None, day: date
) -> None:
    if check.outcome not in OPEN:
        raise Refused(_("This commitment was checked already."))
    if outcome not in Outcome.values or not outcome or not finding.strip():
        raise Refused(_("A check is entered with its outcome and what was found."))
    if outcome == Outcome.TO_CORRECT and (check.outcome or correct_by is None or correct_by <= day):
        raise Refused(_("Correction is asked for once, with a day that is still to come."))
