"""Licences as anybody may check them, and ratings."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from tongban.doors.api.shapes import DAY, Given, written_as

Day = Annotated[date, written_as(DAY)]


class LicenceAsked(Given):
    """The number and the code of a licence."""

    number: str = Field(min_length=1, max_length=60)
    code: str = Field(min_length=1, max_length=24, pattern=r"^[A-Za-z0-9_-]+$")


class LicenceChecked(Schema):
    """How a licence stands today; a person's name is masked."""

    number: str
    version: int
    type: str
    holder: str
    issuer: str
    valid_from: date
    valid_until: date | None
    standing: Literal["valid", "suspended", "revoked", "cancelled", "replaced", "expired"]
    is_good: bool


class RatingGiven(Given):
    """A rating of an own application that is settled."""

    level: int = Field(ge=1, le=5, description=_("5 very satisfied … 1 very dissatisfied"))
    reasons: list[Literal["speed", "skill", "attitude", "guide", "ease", "materials", "visits"]] = Field(
        default_factory=list, max_length=7
    )
    text: str = Field("", max_length=500)
    is_named: bool = Field(True, description=_("May be called back"))


class RatingTaken(Schema):
    """A rating as it was kept."""

    reference: str
    level: int
    at: datetime


class FiguresQuery(Schema):
    """Which period, and by what."""

    since: Day | None = Field(
        None, description=_("First day of a year that is over; unless given: of the last one")
    )
    until: Day | None = Field(None, description=_("Last day of that year"))
    by: Literal["item", "division"] = "item"


class Share(Schema):
    """A share with its 95 % interval; nothing of nothing is null."""

    part: int
    whole: int
    value: float | None
    low: float | None
    high: float | None


class Figure(Schema):
    """How a group was rated: good and bad of the ratings given in the period, response of the services offered in it."""

    name: str
    asked: int
    rated: int
    response: Share
    good: Share
    bad: Share


class Figures(Schema):
    """The figures of a year; groups with few services are left out, and as many more as keep them unknown."""

    since: date
    until: date
    results: list[Figure]
