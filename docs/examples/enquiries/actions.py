"""What is done with enquiries: one function for each move, locked, with the entry in the same transaction."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from tongban.work.enquiries import rules
from tongban.work.enquiries.models import Enquiry
from tongban.work.enquiries.papers import content_of
from tongban.work.enquiries.states import CHART

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import lock_matter
from tongban.ground.ledger.bulk_copy import reserve_keys
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.matters.typesetting import require_printable
from tongban.ground.people.models import Applicant, Department, User


@transaction.atomic
def take(applicant: Applicant, division: Department, question: str, *, by: User, at: datetime) -> Enquiry:
    """Take in a question for a division to answer."""
    day = localdate(at)
    due_on = rules.answer_due_on(day, calendar())
    key = reserve_keys(Enquiry._meta.db_table, 1)
    enquiry = Enquiry(
        pk=key,
        reference=f"ENQ-{day.year}-{key:06d}",
        applicant=applicant,
        division=division,
        question=question,
        asked_at=at,
        taken_by=by,
        due_on=due_on,
    )
    CHART.make("take", enquiry, by=by, at=at, payload={"due_on": str(due_on)})
    enquiry.save(force_insert=True)
    return enquiry


@transaction.atomic
def answer(enquiry: Enquiry, text: str, *, by: User, at: datetime) -> Enquiry:
    """Answer in writing: what the paper says is kept, and its digest stands in the ledger."""
    enquiry = lock_matter(Enquiry, enquiry.pk)
    paper = content_of(enquiry, text, on=localdate(at))
    require_printable(paper)
    said = {"digest": sm3(canonical(paper)).hex()}
    CHART.make("answer", enquiry, by=by, at=at, payload=said, facts={"answered_at": at, "paper": paper})
    return enquiry
