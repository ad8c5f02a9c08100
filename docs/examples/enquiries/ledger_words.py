"""What was done with enquiries, in words: the moves are said by the chart."""

from tongban.work.enquiries.models import Status

from tongban.ground.ledger.wording import SubjectWords

WORDS = (SubjectWords("ENQ", states=dict(Status.choices)),)
