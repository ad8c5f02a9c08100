"""One thing, once: bundles, their plan with its certificate, and the one application."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from tongban.doors.api.shapes import Fault, Given
from tongban.doors.api.shapes.cases import Form, Id
from tongban.doors.api.shapes.catalogue import Answers, Question
from tongban.offer.bundles.models import Delivery, Origin
from tongban.offer.catalogue.models import Audience
from tongban.work.cases.models import JointPart, JointStatus

BundleCode = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]
Place = Annotated[int, Field(ge=0, le=999)]


class BundleBrief(Schema):
    """A bundle on the list."""

    reference: str
    version: str
    name: str
    summary: str
    origin: Origin
    basis: str
    audience: Audience
    lead: str
    delivery: Delivery


class BundleList(Schema):
    """All bundles that are offered."""

    results: list[BundleBrief]


class BundleItemShown(Schema):
    """An item of a bundle."""

    code: str
    name: str
    needed_when: str = Field(description=_("In words; empty: always"))


class Bundle(BundleBrief):
    """A bundle with its items and its questions, each asked once."""

    items: list[BundleItemShown]
    not_offered: list[str] = Field(description=_("Items that are not offered at present"))
    questions: list[Question]


class PlanAsked(Given):
    """Answers, and for whom: what is on file need not be submitted."""

    answers: Answers = Field(default_factory=dict, description=_("By code of the question"))
    applicant: Id | None = Field(None, description=_("One of /applicants"))


class PlannedItemShown(Schema):
    """An item of the plan."""

    code: str
    name: str
    level: int = Field(description=_("Items of one level run side by side"))
    begins_on: date
    promised_on: date
    statutory_on: date
    is_critical: bool
    waits_for: list[str]
    fee_yuan: Decimal


class PlannedMaterialShown(Schema):
    """A material to submit once."""

    place: int
    name: str
    needed_for: list[str] = Field(description=_("Items that need it"))


class SparedMaterialShown(Schema):
    """A material that need not be submitted, and why."""

    item: str
    name: str
    way: str
    result_of: str


class SavingShown(Schema):
    """The same items one after the other, and as a bundle."""

    materials_single: int
    materials: int
    fields_single: int
    fields: int
    days_single: int
    days: int
    fee_single: Decimal
    fee: Decimal


class PlanShown(Schema):
    """What a bundle means for one applicant who begins today."""

    promised_on: date
    statutory_on: date
    likely_on: date | None = Field(description=_("By when nine of ten were done; null without history"))
    fee_yuan: Decimal
    items: list[PlannedItemShown]
    materials: list[PlannedMaterialShown]
    spared: list[SparedMaterialShown]
    saving: SavingShown
    open_questions: list[str] = Field(description=_("Codes of questions that still decide something"))
    form_schema: dict[str, Any] = Field(description=_("JSON Schema of the form"))
    problem: dict[str, Any] = Field(description=_("What is asked, as plain values for a checker"))
    certificate: dict[str, Any] = Field(description=_("Why no smaller set of materials does"))


class JointBeginning(Given):
    """A joint application to begin."""

    bundle: BundleCode
    applicant: Id = Field(description=_("One of /applicants"))
    answers: Answers = Field(default_factory=dict)
    form: Form = Field(default_factory=dict)


class JointEntries(Given):
    """Entries to keep; null takes one out, others stay."""

    answers: Answers = Field(default_factory=dict)
    form: Form = Field(default_factory=dict)
    delivery: Literal["", "together", "as_ready"] = ""


class JointMaterialShown(PlannedMaterialShown):
    """A material of a draft and what was handed in for it."""

    files: list[str]


class JointPartShown(Schema):
    """A part with its body."""

    item: str
    name: str
    attempt: int
    standing: JointPart.Standing
    standing_text: str
    case: str = Field(description=_("Number of its own application, once there is one"))
    promised_on: date | None
    hint: str
    holds_up: bool


class JointBrief(Schema):
    """A joint application on a list."""

    reference: str
    bundle: str
    name: str
    version: str
    applicant: int
    status: JointStatus
    status_text: str
    delivery: Delivery
    filed_at: datetime | None
    promised_on: date | None
    statutory_on: date | None
    settled_on: date | None
    delivered_on: date | None


class JointList(Schema):
    """Own joint applications, the newest first; a hundred at most."""

    results: list[JointBrief]


class Joint(JointBrief):
    """A joint application with everything in it."""

    answers: dict[str, Any]
    form: dict[str, Any]
    materials: list[JointMaterialShown] = Field(description=_("Of a draft: what is to be handed in"))
    parts: list[JointPartShown]
    lacks: list[Fault] = Field(description=_("What stands against filing or completing"))
