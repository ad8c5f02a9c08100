"""The course of one application: who did what, when, and what that made of the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from tongban.ground.clock.deadline import DeadlineExtension as MoreTime
from tongban.ground.clock.deadline import DeadlinePause as NotCounted
from tongban.ground.ledger.bulk import NO_PAYLOAD, Actor, BulkEntry, Payload
from tongban.work.cases.bulk.guides import ZONE, CourseGuide
from tongban.work.cases.models import Paper, Review

PAPERS = {
    "return": Paper.Kind.COMPLETION,
    "decline": Paper.Kind.NON_ACCEPTANCE,
    "find_unneeded": Paper.Kind.NON_ACCEPTANCE,
    "pause": Paper.Kind.SPECIAL,
    "extend": Paper.Kind.EXTENSION,
    "refuse": Paper.Kind.REFUSAL,
}
"""The moves whose paper is taken over, with its kind."""
NO_FACTS: Mapping[str, Any] = {}


class CourseMove(NamedTuple):
    """A move or an act of a course: what, by whom, when, in which words, and what else belongs to it."""

    move: str
    by: Actor
    at: datetime
    note: str = ""
    facts: Mapping[str, Any] = NO_FACTS
    said: Payload = NO_PAYLOAD


class ApplicantRef(NamedTuple):
    """Who applies: key, name, and how they are reached."""

    key: int
    name: str
    phone: str
    address: str


@dataclass(slots=True)
class Course:
    """One application from its filing to its end, with the place it has in each series of numbers."""

    index: int
    number: int
    guide: CourseGuide
    applicant: ApplicantRef
    moves: list[CourseMove]
    codes: str
    papers: Mapping[str, int]
    licence: int = 0
    is_example: bool = False


@dataclass(slots=True)
class CaseState:
    """The case as the course has brought it so far."""

    course: Course
    reference: str
    key: int
    reached: str = ""
    channel: str = ""
    mode: str = ""
    taken_in_by: int | None = None
    filed_at: datetime | None = None
    notice_due_on: date | None = None
    returned_at: datetime | None = None
    completed_at: datetime | None = None
    committed_at: datetime | None = None
    accepted_at: datetime | None = None
    by_silence: bool = False
    due_on: date | None = None
    statutory_due_on: date | None = None
    is_provisional: bool = False
    is_reviewed: bool = False
    decided_on: date | None = None
    decision_text: str = ""
    issue_due_on: date | None = None
    delivered_on: date | None = None
    licence: str = ""
    parcel: dict[str, Any] | None = None
    pause: dict[str, Any] | None = None
    pauses: tuple[NotCounted, ...] = ()
    more: MoreTime | None = None
    assessment: dict[str, Any] | None = None
    extension: dict[str, Any] | None = None
    remedy: dict[str, Any] | None = None
    reviews: list["StepState"] = field(default_factory=list)
    acts: list[BulkEntry] = field(default_factory=list)

    def count(self) -> None:
        """Count both limits of the decision anew."""
        if self.accepted_at is not None:
            found = self.course.guide.dues(self.accepted_at, self.mode, self.pauses, self.more)
            self.due_on, self.statutory_due_on, self.is_provisional = found


@dataclass(slots=True)
class StepState:
    """A step of the review in a course."""

    step: Any
    division: int
    state: str = Review.State.WAITING
    opened_at: datetime | None = None
    due_on: date | None = None
    done_at: datetime | None = None
    done_by: int | None = None
    opinion: str = ""


def day_of(at: datetime) -> date:
    """Return the day of an instant where the bureau is."""
    return at.astimezone(ZONE).date()
