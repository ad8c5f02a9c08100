"""The course of one application: who did what, when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from tongban.work.cases.bulk.guides import CourseGuide

NO_FACTS: Mapping[str, Any] = {}


class CourseMove(NamedTuple):
    """A move or an act of a course: what, by whom (None: the system), when, and what its effect asks for."""

    move: str
    by: Any
    at: datetime
    facts: Mapping[str, Any] = NO_FACTS


class ApplicantRef(NamedTuple):
    """Who applies: key, name, and how they are reached."""

    key: int
    name: str
    phone: str
    address: str


class Course(NamedTuple):
    """One application from its filing to its end, with the place it has in each series of numbers."""

    number: int
    guide: CourseGuide
    applicant: ApplicantRef
    moves: list[CourseMove]
    codes: str
    papers: Mapping[str, int] = NO_FACTS
    licence: int = 0
    is_example: bool = False
