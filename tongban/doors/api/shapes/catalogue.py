"""Items as other systems read them: the guide with everything it says, and the personal checklist."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from tongban.doors.api.shapes import Given, Instant
from tongban.offer.catalogue.models import Audience, Material, Mode, Situation, Unit

Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,40}$")]
Answers = dict[str, bool | float | str | None]


class ItemQuery(Schema):
    """What narrows the list of items."""

    q: str = Field(
        "", max_length=60, description=_("A citizen's own words; the best 100 at most, best first")
    )
    audience: Literal["", "person", "enterprise"] = ""
    theme: str = Field("", max_length=40)
    changed_since: Instant | None = Field(
        None, description=_("Only items published since; ask with some minutes of overlap")
    )
    cursor: str = Field(
        "", max_length=40, pattern=r"^[0-9A-Za-z]*$", description=_("`next` of the page before")
    )
    limit: int = Field(20, ge=1, le=100)


class Limit(Schema):
    """A time limit: 8 working days."""

    length: int
    unit: Unit
    text: str


class ItemBrief(Schema):
    """An item on a list."""

    code: str
    name: str
    version: int
    theme: str
    division: str
    audience: Audience
    mode: Mode
    promised: Limit
    statutory: Limit
    fee_yuan: Decimal
    published_at: datetime | None
    why: str = Field("", description=_("Why a search found it"))


class Withdrawn(Schema):
    """An item that is no longer offered."""

    code: str
    name: str
    withdrawn_at: datetime


class ItemPage(Schema):
    """A page of items in the order of their codes."""

    results: list[ItemBrief]
    next: str | None = Field(description=_("Cursor of the next page; null on the last"))
    withdrawn: list[Withdrawn] = Field(
        default_factory=list,
        description=_("Withdrawn since `changed_since`, on the first page: take them out of your copy"),
    )


class Question(Schema):
    """A question whose answer decides which materials and steps apply."""

    code: str
    question: str
    hint: str
    kind: Situation.Kind
    choices: list[str]


class GuideMaterial(Schema):
    """A material the guide asks for."""

    id: int
    name: str
    is_original: bool
    form: Material.Form
    copies: int
    source: Material.Source
    necessity: Material.Necessity
    needed_when: str = Field(description=_("In words; empty: always"))
    exemption: str = Field(description=_("How one need not submit it: licence, data, promise, assistance"))
    licence_type: str | None
    notes: str
    basis: str


class GuideStep(Schema):
    """A step of the review; steps of one stage run side by side."""

    stage: int
    name: str
    division: str
    days: int


class Item(ItemBrief):
    """An item with its whole guide."""

    summary: str
    conditions: str
    legal_basis: list[dict[str, Any]]
    result_name: str
    validity_months: int | None
    fee_basis: str
    delivery_ways: list[str]
    office: str
    faq: list[dict[str, Any]]
    special_procedures: list[dict[str, Any]]
    questions: list[Question]
    materials: list[GuideMaterial]
    steps: list[GuideStep]
    form_schema: dict[str, Any] = Field(description=_("JSON Schema of the form"))


class Asking(Given):
    """Answers to an item's questions."""

    answers: Answers = Field(default_factory=dict, description=_("By code of the question"))


class ChecklistRow(Schema):
    """A material for one applicant."""

    material: int
    name: str
    is_needed: bool | None = Field(description=_("null: depends on open questions"))
    why: str
    way: str = Field(description=_("How it need not be submitted; empty: submit it"))


class Checklist(Schema):
    """What one applicant needs."""

    materials: list[ChecklistRow]
    steps: list[GuideStep]
    open_questions: list[str] = Field(description=_("Codes of questions that still decide something"))
