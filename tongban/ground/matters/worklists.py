"""Work lists: what waits for whom, in the order in which it falls due, counted no further than pages show."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from time import monotonic
from typing import Any, Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.lights import DueStatus, due_status
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused
from tongban.ground.ledger.memo import Memo, RowMemo
from tongban.ground.ledger.queries import newest_id
from tongban.ground.matters.models import Claim
from tongban.ground.people.models import User

Row = TypeVar("Row", bound=models.Model)
MOST_COUNTED = 999
MOST_AT_ONCE = 50
KEPT_SECONDS = 60
"""An act whose entry has a smaller key than the newest may still be committed a moment later."""
STAMPS: RowMemo[int] = RowMemo("matters.stamps")
COUNTS: Memo[tuple[Any, ...], int] = Memo("matters.counts", 2000)


@dataclass(frozen=True, slots=True)
class WorkKind:
    """What waits for whoever holds one of the permissions, and by which day."""

    kind: str
    title: str | Promise
    permissions: tuple[str, ...]
    condition: Callable[[User, date], Q]
    due: str = "due_on"
    is_claimed: bool = False
    """Whether an officer claims its matters, which colleagues of the department then leave alone."""

    def is_worked_by(self, user: User) -> bool:
        """Return whether it is a list of this person."""
        return any(map(user.may, self.permissions))


@dataclass(frozen=True, slots=True)
class BatchAct(Generic[Row]):
    """An act that is done on several matters chosen from a list, on each by itself."""

    permission: str
    title: str | Promise
    act: Callable[..., Any]

    def do_each(self, rows: Iterable[Row], *, by: User, at: datetime) -> list[tuple[Row, str]]:
        """Do it on each; return for each why not. What one may not be done hides nothing of the others."""
        return [(row, self._refusal(row, by, at)) for row in rows]

    def _refusal(self, row: Row, by: User, at: datetime) -> str:
        try:
            self.act(row, by=by, at=at)
        except Refused as refused:
            return str(refused)
        except PermissionDenied:
            return _("This is for somebody else: your division or your role may not do it here.")
        return ""


class WorkLists(Generic[Row]):
    """The work lists of one kind of matter, in the order of their tabs; ``visible_to`` says who sees which matters."""

    def __init__(self, visible_to: Callable[[User, date], QuerySet[Row]], *lists: WorkKind) -> None:
        self.visible_to = visible_to
        self.lists = {each.kind: each for each in lists}

    def of(self, user: User) -> list[WorkKind]:
        """Return the lists that this person works on."""
        return [each for each in self.lists.values() if each.is_worked_by(user)]

    def find(self, user: User, kind: str) -> WorkKind | None:
        """Return a list, if this person works on it."""
        found = self.lists.get(kind)
        return found if found is not None and found.is_worked_by(user) else None

    def rows(self, user: User, kind: str, day: date) -> QuerySet[Row]:
        """Return what waits, the most urgent first: what falls due soonest, then the oldest."""
        wanted = self.lists[kind]
        rows = self.visible_to(user, day).filter(wanted.condition(user, day))
        if wanted.is_claimed:
            rows = rows.exclude(claimed_by_colleagues(user, kind))
        return rows.order_by(F(wanted.due).asc(nulls_last=True), "pk")

    def waiting(self, matter: Row, user: User, day: date) -> list[WorkKind]:
        """Return the lists to claim from in which a matter waits for this person, whoever has claimed it; one query."""
        kinds = [each for each in self.of(user) if each.is_claimed]
        if not kinds:
            return []
        asked = {
            f"in_{each.kind}": ExpressionWrapper(each.condition(user, day), models.BooleanField())
            for each in kinds
        }
        rows = self.visible_to(user, day).filter(pk=matter.pk).order_by()
        said = rows.annotate(**asked).values(*asked).first() or {}
        return [each for each in kinds if said.get(f"in_{each.kind}")]

    def picked(self, user: User, kind: str, day: date, references: Sequence[str]) -> QuerySet[Row]:
        """Return those that were picked from a list; what no longer waits there is left out."""
        return self.rows(user, kind, day).filter(reference__in=references[:MOST_AT_ONCE])

    def counts(self, user: User, day: date) -> dict[str, int]:
        """Return how much waits in each list that this person works on: the tiles of the home page."""
        return {
            each.kind: count_capped(partial(self.rows, user, each.kind, day), user, day, (self, each.kind))
            for each in self.of(user)
        }


def claimed_by_colleagues(user: User, kind: str) -> Q:
    """Return the condition that a colleague of the department, who still works there, has claimed a matter."""
    there = Claim.objects.filter(kind=kind, holder__is_active=True, holder__department=F("department"))
    others = there.filter(department=user.department_id).exclude(holder=user.pk)
    return Q(Exists(others.filter(reference=OuterRef("reference"))))


def count_capped(rows: Callable[[], QuerySet[Any]], user: User, day: date, name: Hashable) -> int:
    """Return how many there are, at most MOST_COUNTED + 1; cached under a name until the next entry of the ledger."""
    stamp, minute = STAMPS.get(user, newest_id), monotonic() // KEPT_SECONDS
    key = (user.pk, user.department_id, user.permissions, day, stamp, minute, name)
    return COUNTS.get(key, lambda: rows().order_by()[: MOST_COUNTED + 1].count())


def calendar_for(dues: Iterable[date | None], day: date) -> Calendar:
    """Return the calendar with every year of a page; those without a notice are counted Monday to Friday."""
    years: Collection[int] = {day.year, *(due.year for due in dues if due is not None)}
    return calendar().provisional(*range(min(years), max(years) + 1))


def status_on(due_on: date | None, total: int, day: date, days: Calendar) -> DueStatus | None:
    """Return how a stored day stands on a day; None where nothing is due."""
    return due_status(due_on, total=total, on=day, calendar=days) if due_on else None
