"""The register of broken commitments and bad credit: entering a mark, and that credit was repaired."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import Applicant, CreditMark, User

EXCLUDING = cite("anyang-services-regulation:29")
KEEPING = "cases.supervise"
"""What one needs to keep the register."""


@transaction.atomic
def note_bad_credit(
    applicant: Applicant, *, until: date, reason: str, source: str, by: User, at: datetime
) -> CreditMark:
    """Enter serious bad credit that another body has published."""
    _require_keeper(by)
    if until < localdate(at) or not reason.strip() or not source.strip():
        raise Refused(
            _("Bad credit is entered with its reason, its document, and a day until which it counts.")
        )
    return mark_credit(applicant, CreditMark.Kind.BAD_CREDIT, until, reason, source, by=by, at=at)


@transaction.atomic
def mark_credit(
    applicant: Applicant, kind: str, until: date, reason: str, source: str, *, by: User, at: datetime
) -> CreditMark:
    """Enter why and until when an applicant's word does not count; the act that finds it asks for the right."""
    told = {"since": localdate(at), "until": until, "reason": reason.strip()[:300], "source": source.strip()}
    mark = CreditMark.objects.create(applicant=applicant, kind=kind, by=by, at=at, **told)
    said = {"mark": mark.pk, "kind": str(kind), **told}
    record(_subject(applicant), "mark_credit", by=by, at=at, basis=EXCLUDING, payload=said)
    return mark


@transaction.atomic
def repair_credit(mark: CreditMark, *, document: str, by: User, at: datetime) -> CreditMark:
    """Enter that credit was repaired: from today the applicant's word counts again."""
    _require_keeper(by)
    mark = CreditMark.objects.select_for_update(of=("self",)).select_related("applicant").get(pk=mark.pk)
    if mark.repaired_on or not document.strip():
        raise Refused(_("Credit is repaired once, by a document."))
    mark.repaired_on, mark.repair = localdate(at), document.strip()
    mark.save(update_fields=["repaired_on", "repair"])
    said = {"mark": mark.pk, "document": mark.repair}
    record(_subject(mark.applicant), "repair_credit", by=by, at=at, basis=EXCLUDING, payload=said)
    return mark


def _require_keeper(by: User) -> None:
    if not by.may(KEEPING):
        raise PermissionDenied


def _subject(applicant: Applicant) -> str:
    return f"CREDIT-{applicant.pk}"
