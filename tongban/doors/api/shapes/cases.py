"""Applications as other systems begin, fill in and follow them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from tongban.doors.api.shapes import Fault, Given, Instant
from tongban.doors.api.shapes.catalogue import Answers, Code
from tongban.work.cases.models import CaseMaterial, Status

Reference = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
Form = dict[str, Any]
Way = Literal["licence", "promise", "ask", "later"]
Shown = Literal[
    "draft", "filed", "incomplete", "completed", "accepted", "paused", "not_accepted", "not_needed", "granted",
    "refused", "issued", "delivered", "withdrawn", "terminated", "archived",
]  # fmt: skip


class ApplicantBrief(Schema):
    """Somebody the system may act for."""

    id: int
    kind: Literal["person", "enterprise"]
    name: str
    number: str = Field(description=_("A person's number is masked"))
    items: list[str] = Field(description=_("Item codes that the mandate covers; none: every item"))


class Beginning(Given):
    """A draft to begin."""

    item: Code
    applicant: Id = Field(description=_("One of /applicants"))
    answers: Answers = Field(default_factory=dict)
    form: Form = Field(default_factory=dict)


class Entries(Given):
    """Entries to keep; null takes one out, others stay."""

    answers: Answers = Field(default_factory=dict)
    form: Form = Field(default_factory=dict)


class WayGiven(Given):
    """A way of not submitting a material."""

    way: Way
    consent: bool = Field(False, description=_("The holder has agreed that the licence on file is looked at"))


class Reason(Given):
    """Why the application is withdrawn."""

    reason: str = Field("", max_length=300)


class CaseQuery(Schema):
    """What narrows the list of own applications."""

    status: Shown | None = None
    applicant: Id | None = None
    changed_since: Instant | None = Field(
        None, description=_("Only those in which something happened since; ask with some minutes of overlap")
    )
    cursor: str = Field(
        "", max_length=20, pattern=r"^[0-9A-Za-z-]*$", description=_("`next` of the page before")
    )
    limit: int = Field(20, ge=1, le=100)


class CaseBrief(Schema):
    """An application on a list."""

    reference: str
    item: str = Field(description=_("Item code"))
    item_name: str
    version: int
    applicant: int
    status: Status
    status_text: str
    filed_at: datetime | None
    accepted_on: date | None
    due_on: date | None = Field(description=_("Promised by"))
    is_provisional: bool = Field(description=_("The calendar of the year is not published yet"))
    decided_on: date | None
    delivered_on: date | None
    licence: str


class CasePage(Schema):
    """A page of own applications, the newest first."""

    results: list[CaseBrief]
    next: str | None = Field(description=_("Cursor of the next page; null on the last"))


class FileKept(Schema):
    """A file handed in."""

    version: int
    name: str
    sha256: str
    at: datetime


class CaseMaterialShown(Schema):
    """A material of the application and how it stands."""

    id: int
    name: str
    is_needed: bool | None
    why: str
    state: CaseMaterial.State
    fault: str
    licence: str = Field(description=_("Number of a valid licence on file that may stand for it"))
    files: list[FileKept]


class PaperShown(Schema):
    """A paper the office wrote, and where anybody may check it."""

    id: int
    kind: str
    number: str
    at: datetime
    check_url: str


class Case(CaseBrief):
    """An application with everything in it."""

    check_code: str
    answers: dict[str, Any]
    form: dict[str, Any]
    materials: list[CaseMaterialShown]
    papers: list[PaperShown]
    lacks: list[Fault] = Field(description=_("What stands against filing or completing"))


class Happening(Schema):
    """A move of the application."""

    at: datetime
    move: str
    text: str
    status: str
    note: str


class Timeline(Schema):
    """What happened, the first first."""

    results: list[Happening]
