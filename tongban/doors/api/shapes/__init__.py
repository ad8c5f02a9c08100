"""The shapes of what comes in and what goes out; their words stand in the reference page."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field

INSTANT = r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)$"
DAY = r"^\d{4}-\d\d-\d\d$"


def written_as(pattern: str) -> BeforeValidator:
    """Take only text of one form: a library that also reads other forms would promise what the document does not."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and not re.match(pattern, value):
            raise ValueError("not in the form of the document")
        return value

    return BeforeValidator(check)


def in_utc(moment: datetime) -> datetime:
    """Return a moment by the clock that every database knows; offsets of a day and the year 0 are refused."""
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("out of range") from error


Instant = Annotated[AwareDatetime, written_as(INSTANT), AfterValidator(in_utc)]


class Given(Schema):
    """What a system sends: nothing is guessed, nothing unknown is let through."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Fault(Schema):
    """What is wrong, and where: the path of the entry (``form/area``, ``answers/cooks``, ``materials/12``)."""

    at: str = Field(description=_("Path of the entry: form/area, answers/cooks, materials/12"))
    detail: str


class ProblemDetails(Schema):
    """An error as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[Fault] | None = None
