"""The analysis of a month, issued as a paper."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.chain import payload_digest
from tongban.ground.people.models import User
from tongban.work.obstacles.models import MonthAnalysis
from tongban.work.obstacles.month_paper import content_of
from tongban.work.obstacles.numbers import ANALYSES
from tongban.work.obstacles.states import LEARNING


@transaction.atomic
def issue_analysis(month: date, proposals: str, *, by: User, at: datetime) -> MonthAnalysis:
    """Issue the analysis of a month that is over: its figures as they are now, and what is proposed."""
    if not by.may("obstacles.handle"):
        raise PermissionDenied
    if month.replace(day=1) >= localdate(at).replace(day=1):
        raise Refused(_("The month is not over yet."))
    if MonthAnalysis.objects.filter(month=month).exists():
        raise Refused(_("The analysis of this month was issued already."))
    if not proposals.strip():
        raise Refused(_("Say what is proposed: changed items, procedures, instructions."))
    number = ANALYSES.next(localdate(at))
    content = content_of(month, number, proposals.strip(), on=localdate(at))
    said = {"content": content, "digest": payload_digest(content)}
    issued = MonthAnalysis.objects.create(month=month, number=number, by=by, at=at, **said)
    told = {"number": number, "digest": issued.digest}
    record(issued, "issue_analysis", by=by, at=at, basis=LEARNING, payload=told)
    return issued
