"""What waits for whom: drafts, checks, what is to be renewed, questions without an answer; with its light."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.lights import DueStatus
from tongban.ground.law import term
from tongban.ground.matters.worklists import WorkKind, WorkLists, calendar_for, status_on
from tongban.ground.people.models import User
from tongban.offer.knowledge.models import EntryVersion, Gap, Status
from tongban.offer.knowledge.queries.access import gaps_visible_to, visible_to
from tongban.offer.knowledge.queries.keepers import KEEPERS, without_keeper

Matter = TypeVar("Matter", EntryVersion, Gap)
SOON_DAYS = 30
"""How early a coming review is listed."""
TERMS = {Status.STALE: "knowledge_stale_days"}


def _own(user: User) -> Q:
    return Q() if user.may("knowledge.release") else Q(entry__owner=user.department_id)


def _soon(user: User, day: date) -> Q:
    return _own(user) & Q(status=Status.PUBLISHED, review_on__lte=day + timedelta(days=SOON_DAYS))


def _gap_units(user: User) -> Q:
    return Q() if user.may("knowledge.release") else Q(unit__isnull=False, unit=user.department_id)


# fmt: off
ENTRY_LISTS: WorkLists[EntryVersion] = WorkLists(
    visible_to,
    WorkKind("to_write", Status.DRAFT.label, ("knowledge.edit",),
             lambda user, day: Q(status=Status.DRAFT, entry__owner=user.department_id)),
    WorkKind("to_check", Status.UNIT_CHECK.label, ("knowledge.check",),
             lambda user, day: Q(status=Status.UNIT_CHECK, entry__owner=user.department_id)),
    WorkKind("to_release", Status.CENTRE_CHECK.label, ("knowledge.release",),
             lambda user, day: Q(status=Status.CENTRE_CHECK)),
    WorkKind("to_renew", Status.STALE.label, KEEPERS, lambda user, day: _own(user) & Q(status=Status.STALE)),
    WorkKind("without_keeper", _("Nobody keeps it"), ("knowledge.check", "knowledge.release"),
             lambda user, day: _own(user) & without_keeper(day)),
    WorkKind("soon", _("Review comes near"), KEEPERS, _soon, "review_on"),
)
GAP_LISTS: WorkLists[Gap] = WorkLists(
    gaps_visible_to,
    WorkKind("to_assign", Gap.Status.OPEN.label, ("knowledge.release",), lambda user, day: Q(status=Gap.Status.OPEN)),
    WorkKind("to_answer", Gap.Status.ASSIGNED.label, KEEPERS,
             lambda user, day: _gap_units(user) & Q(status=Gap.Status.ASSIGNED)),
    WorkKind("in_writing", Gap.Status.WRITTEN.label, KEEPERS,
             lambda user, day: _gap_units(user) & Q(status=Gap.Status.WRITTEN)),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class KnowledgeRow(Generic[Matter]):
    """A line of a list: a version or a question, by when, and its light (None while nothing is due)."""

    matter: Matter
    due_on: date | None
    standing: DueStatus | None


def entry_rows(versions: Iterable[EntryVersion], day: date) -> list[KnowledgeRow[EntryVersion]]:
    """Return a page of versions with their lights."""
    return _rows([(version, version.due_on, _term_of(version)) for version in versions], day)


def gap_rows(gaps: Iterable[Gap], day: date) -> list[KnowledgeRow[Gap]]:
    """Return a page of questions with their lights; what is closed is not due."""
    return _rows([(gap, None if gap.closed_at else gap.due_on, "knowledge_gap_days") for gap in gaps], day)


def _rows(found: Iterable[tuple[Matter, date | None, str]], day: date) -> list[KnowledgeRow[Matter]]:
    kept = list(found)
    days = calendar_for((due_on for _matter, due_on, _name in kept), day)
    return [
        KnowledgeRow(matter, due_on, status_on(due_on, int(term(name, on=day)), day, days))
        for matter, due_on, name in kept
    ]


def _term_of(version: EntryVersion) -> str:
    return TERMS.get(Status(version.status), "knowledge_entry_days")


def count_waiting(user: User) -> int:
    """Return how much of all that waits for this person: the tile of the first page."""
    day = localdate()
    counts = ENTRY_LISTS.counts(user, day)
    counts.pop("soon", None)
    gaps = GAP_LISTS.counts(user, day)
    gaps.pop("in_writing", None)
    return sum(counts.values()) + sum(gaps.values())
