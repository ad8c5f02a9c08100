"""What a helper does: tasks with their days, notes of work; and what they are reminded of."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import User
from tongban.work.assistance import rules
from tongban.work.assistance.actions.requests import helped_by, words
from tongban.work.assistance.models import Assistance, Authorisation, Status, Task
from tongban.work.assistance.notices import NOTICES
from tongban.work.assistance.queries.assistances import authorisation_of
from tongban.work.assistance.states import HELPING
from tongban.work.cases.models import Case


@transaction.atomic
def add_task(
    matter: Assistance, title: str, due_on: date, *, by: User, at: datetime, case: Case | None = None
) -> Task:
    """Add a task with its last day; it may be about a case of the person."""
    matter = _worked(matter, by, at)
    if due_on < localdate(at):
        raise Refused(_("This day is over already."))
    if case is not None and case.applicant_id != matter.applicant_id:
        raise Refused(_("This case is of somebody else."))
    task = Task.objects.create(assistance=matter, title=words(title), due_on=due_on, case=case)
    said = {"task": task.pk, "due_on": due_on, "case": case.reference if case else ""}
    record(
        matter,
        "add_task",
        by=by,
        at=at,
        basis=HELPING,
        note=task.title,
        payload=said,
        facts={"worked_at": at},
    )
    return task


@transaction.atomic
def close_task(task: Task, note: str, *, by: User, at: datetime, is_done: bool = True) -> Task:
    """Close a task: done, or not needed or not possible, with what came of it."""
    matter = _worked(task.assistance, by, at)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.closed_at is not None:
        raise Refused(_("This task is closed already."))
    task.closed_at, task.is_done, task.note = at, is_done, words(note)[:300]
    task.save(update_fields=["closed_at", "is_done", "note"])
    said = {"task": task.pk, "done": is_done}
    text = f"{task.title}：{task.note}"
    record(
        matter, "close_task", by=by, at=at, basis=HELPING, note=text, payload=said, facts={"worked_at": at}
    )
    return task


@transaction.atomic
def note_work(matter: Assistance, text: str, *, by: User, at: datetime) -> Assistance:
    """Note what was done: a call, a visit, a paper brought along; the person reads it, too."""
    matter = _worked(matter, by, at)
    facts = {"worked_at": at, "reminded_on": None}
    record(matter, "note_work", by=by, at=at, basis=HELPING, note=words(text), facts=facts)
    return matter


def remind(*, at: datetime) -> int:
    """Remind heads of helpers to be named, and helpers of days that are near and of silence; return how many."""
    day = localdate(at)
    asked = Assistance.objects.filter(status=Status.ASKED, assign_due_on__lte=day)
    helped = Assistance.objects.filter(status__in=(Status.HELPING, Status.HANDING_OVER))
    told = sum(_remind_head(each, at) for each in asked.exclude(reminded_on=day))
    stirred = (each for each in helped.exclude(reminded_on=day) if is_to_be_reminded(each, day))
    return told + sum(_remind(each, at) for each in stirred)


def is_to_be_reminded(matter: Assistance, day: date) -> bool:
    """Return whether a task or the authorisation ends soon or is over, or nothing was noted for long."""
    days = calendar()
    given = authorisation_of(matter)
    ends = [*matter.tasks.filter(closed_at=None).values_list("due_on", flat=True)]
    ends += [given.until] if given else []
    quiet_since = max(filter(None, (localdate(matter.worked_at or matter.asked_at), matter.reminded_on)))
    return any(rules.is_soon(each, day, days) for each in ends) or rules.is_quiet(quiet_since, day, days)


@transaction.atomic
def _remind(matter: Assistance, at: datetime) -> int:
    matter = lock_matter(Assistance, matter.pk)
    facts = {"reminded_on": localdate(at)}
    NOTICES.announce(record(matter, "remind", by=None, at=at, basis=HELPING, facts=facts))
    return 1


@transaction.atomic
def _remind_head(matter: Assistance, at: datetime) -> int:
    matter = lock_matter(Assistance, matter.pk)
    facts = {"reminded_on": localdate(at)}
    NOTICES.announce(record(matter, "remind_head", by=None, at=at, basis=HELPING, facts=facts))
    return 1


def _worked(matter: Assistance, by: User, at: datetime) -> Assistance:
    """Return a matter locked, for its helper, while an authorisation is in force."""
    matter = helped_by(matter, by)
    if not by.may("assistance.help"):
        raise PermissionDenied
    given: Authorisation | None = authorisation_of(matter)
    if matter.status not in (Status.HELPING, Status.HANDING_OVER) or given is None:
        raise Refused(_("Nobody is authorised to act now."))
    if not given.holds_on(localdate(at)):
        raise Refused(_("The authorisation is not in force today."))
    return matter
