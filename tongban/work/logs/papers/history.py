"""What a history is made of: events in order, and the objects that they touch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Value = str | int | float | bool | datetime
Relation = tuple[str, str]
"""A qualifier and the id of a thing: ("about", "CASE-2022-000001")."""


@dataclass(frozen=True, slots=True)
class LogObject:
    """An object of OCEL: a case, an item, a division; what it is related to."""

    id: str
    type: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    relations: Sequence[Relation] = ()


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An event: what was done, when, by which resource, and the things it touched."""

    id: str
    activity: str
    at: datetime
    resource: str = ""
    role: str = ""
    label: str = ""
    relations: Sequence[Relation] = ()


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The history of one case: the case's attributes, what happened in order, and all things touched."""

    reference: str
    attributes: Mapping[str, Value]
    events: Sequence[CaseEvent]
    things: Sequence[LogObject] = ()
