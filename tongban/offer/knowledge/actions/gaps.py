"""Questions without an answer: reported, assigned, written for, declined."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.search import words
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import Department, User
from tongban.offer.knowledge import rules
from tongban.offer.knowledge.actions.entries import Basis, begin_entry
from tongban.offer.knowledge.models import EntryVersion, Gap
from tongban.offer.knowledge.models.gaps import UNFINISHED
from tongban.offer.knowledge.notices import NOTICES
from tongban.offer.knowledge.numbers import GAPS as NUMBERS
from tongban.offer.knowledge.states import GAPS, KEEPING

LONGEST = 200


@transaction.atomic
def report_gap(question: str, *, by: User | None, at: datetime, is_example: bool = False) -> Gap:
    """Report that nothing answers a question; the same question reported again is counted on the task it has."""
    text = "".join(letter for letter in " ".join(question.split()) if letter.isprintable())[:LONGEST]
    tidy = words.tidy(text)[:LONGEST]
    if len(tidy) < 2:
        raise Refused(_("Write the question in a few words."))
    if by is not None and not by.may("knowledge.read"):
        raise PermissionDenied
    known = _ask_again(tidy, by, at)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _open_gap(text, tidy, by, at, is_example)
    except IntegrityError:
        # somebody reported the same a moment ago
        found = _ask_again(tidy, by, at)
        if found is None:
            raise
        return found


@transaction.atomic
def assign(gap: Gap, unit: Department, *, by: User, at: datetime) -> Gap:
    """Give a question to the unit that is to answer it; its last day stays."""
    gap = lock_matter(Gap, gap.pk)
    GAPS.make("assign", gap, by=by, at=at, note=unit.name, payload={"unit": unit.code}, facts={"unit": unit})
    return gap


@transaction.atomic
def write_for(gap: Gap, *, by: User, at: datetime, short_answer: str) -> EntryVersion:
    """Begin the entry that answers a question."""
    gap = lock_matter(Gap, gap.pk)
    GAPS.need("write", gap, by=by)
    if gap.unit is None or gap.unit_id != by.department_id:
        raise PermissionDenied
    content = {"title": gap.question[:160], "short_answer": short_answer}
    version = begin_entry(content, Basis(), owner=gap.unit, by=by, at=at, is_example=gap.is_example)
    said = {"entry": version.entry.reference}
    GAPS.make("write", gap, by=by, at=at, payload=said, facts={"entry": version.entry})
    return version


@transaction.atomic
def decline(gap: Gap, *, by: User, at: datetime, reason: str) -> Gap:
    """Decline a question that is none for the base of knowledge, saying why."""
    if not reason.strip():
        raise Refused(_("Say why, so that the next reader knows."))
    gap = lock_matter(Gap, gap.pk)
    facts = {"closed_at": at, "reason": reason.strip()}
    GAPS.make("decline", gap, by=by, at=at, note=reason.strip(), facts=facts)
    return gap


def close_gaps(version: EntryVersion, *, by: User, at: datetime) -> None:
    """Close the questions that waited for an entry: it is shown now."""
    for gap in Gap.objects.filter(entry=version.entry_id, status=Gap.Status.WRITTEN):
        GAPS.make("answer_gap", lock_matter(Gap, gap.pk), by=by, at=at, facts={"closed_at": at})


def reopen_gaps(version: EntryVersion, *, by: User, at: datetime) -> None:
    """Open the questions again whose entry will not be written."""
    for gap in Gap.objects.filter(entry=version.entry_id, status=Gap.Status.WRITTEN):
        GAPS.make("give_up", lock_matter(Gap, gap.pk), by=by, at=at, facts={"entry": None})


def remind_late(*, at: datetime) -> int:
    """Tell the unit, once a day, of each question whose last day has passed; return how many."""
    day = day_of(at)
    late = Gap.objects.filter(status__in=(Gap.Status.ASSIGNED, Gap.Status.WRITTEN), due_on__lt=day)
    keys = late.exclude(reminded_on=day).order_by("pk").values_list("pk", flat=True)
    return sum(_remind(pk, at) for pk in list(keys))


@transaction.atomic
def _remind(pk: int, at: datetime) -> int:
    gap = lock_matter(Gap, pk)
    day = day_of(at)
    if gap.status not in UNFINISHED or gap.reminded_on == day:
        return 0
    facts = {"reminded_on": day}
    NOTICES.announce(record(gap, "remind_gap", by=None, at=at, basis=KEEPING, facts=facts))
    return 1


def _ask_again(tidy: str, by: User | None, at: datetime) -> Gap | None:
    known = Gap.objects.filter(tidy=tidy, status__in=UNFINISHED).first()
    if known is None:
        return None
    gap = lock_matter(Gap, known.pk)
    record(gap, "ask_again", by=by, at=at, basis=KEEPING, facts={"asked": gap.asked + 1})
    return gap


def _open_gap(text: str, tidy: str, by: User | None, at: datetime, is_example: bool) -> Gap:
    day = day_of(at)
    gap = Gap(
        reference=NUMBERS.next(day),
        question=text,
        tidy=tidy,
        reported_by=by,
        reported_at=at,
        due_on=rules.answer_by(day, calendar()),
        is_example=is_example,
    )
    GAPS.make("report" if by is not None else "miss", gap, by=by, at=at)
    gap.save(force_insert=True)
    return gap
