"""What is done with programmes: one function for each act, locked, with its entry."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.live_topics import announce_change
from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import User
from tongban.work.programme.models import (
    PlatformFigures,
    Programme,
    ProgrammeStatus,
    Question,
    QuestionStatus,
)
from tongban.work.programme.numbers import PROGRAMMES
from tongban.work.programme.queries import counts
from tongban.work.programme.queries.live import TOPIC
from tongban.work.programme.states import CHART, HOLDING

OWED = (QuestionStatus.RECEIVED, QuestionStatus.ACCEPTED, QuestionStatus.ON_AIR, QuestionStatus.ANSWERED)
PLAN_FIELDS = (
    "topic",
    "introduction",
    "platform",
    "leaders",
    "planned_start",
    "planned_end",
    "answer_days",
)


@transaction.atomic
def plan(said: Mapping[str, Any], *, by: User, at: datetime, is_example: bool = False) -> Programme:
    """Plan a programme; `said` holds its topic, leaders, times and the rest, and the units on air."""
    programme = Programme(
        reference=PROGRAMMES.next(localdate(at)),
        is_example=is_example,
        **{name: said[name] for name in PLAN_FIELDS},
    )
    CHART.make("plan", programme, by=by, at=at, payload=_plan_of(said))
    programme.save(force_insert=True)
    programme.units.set(said["units"])
    return programme


@transaction.atomic
def change(programme: Programme, said: Mapping[str, Any], *, by: User, at: datetime) -> Programme:
    """Change the plan of a programme that has not begun."""
    programme = lock_matter(Programme, programme.pk)
    if programme.status not in (ProgrammeStatus.PLANNED, ProgrammeStatus.OPEN):
        raise Refused(_("The plan of a programme that has begun stays as it was."))
    facts = {name: said[name] for name in PLAN_FIELDS}
    record(programme, "change", by=by, at=at, basis=HOLDING, payload=_plan_of(said), facts=facts)
    programme.units.set(said["units"])
    return programme


def announce(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Announce a programme: from now on everybody may put questions."""
    return _move("announce", programme, by=by, at=at)


def start(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Go on air."""
    return _move("start", programme, by=by, at=at, facts={"started_at": at})


@transaction.atomic
def end(programme: Programme, *, by: User, at: datetime) -> Programme:
    """End the broadcast; what its page counted is added up and recorded."""
    programme = lock_matter(Programme, programme.pk)
    CHART.need("end", programme, by=by)
    if Question.objects.filter(programme=programme, status=QuestionStatus.ON_AIR).exists():
        raise Refused(_("A question is still on air: note its answer or take it off air first."))
    totals = counts.totals_of(programme)._asdict()
    CHART.make("end", programme, by=by, at=at, payload=totals, facts={"ended_at": at, **totals})
    announce_change(TOPIC, programme.reference)
    return programme


def cancel(programme: Programme, *, why: str, by: User, at: datetime) -> Programme:
    """Cancel a programme that has not begun."""
    return _move("cancel", programme, by=by, at=at, note=why)


def close_answers(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Say that all answers are out: no question is left to look at or to answer."""
    return _move("publish", programme, by=by, at=at, owed=OWED)


def close_look_back(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Say that the programme was looked back on: it is known of each question whether it is solved."""
    return _move("look_back", programme, by=by, at=at, owed=(QuestionStatus.PUBLISHED,))


@transaction.atomic
def _move(
    name: str,
    programme: Programme,
    *,
    by: User,
    at: datetime,
    note: str = "",
    facts: Mapping[str, object] | None = None,
    owed: Sequence[str] = (),
) -> Programme:
    """Make a move of a programme once no question stands at one of the statuses that are owed."""
    programme = lock_matter(Programme, programme.pk)
    CHART.need(name, programme, by=by)
    left = Question.objects.filter(programme=programme, status__in=owed).values_list("reference", flat=True)
    if owed and (first := list(left[:3])):
        raise Refused(
            _("Not yet: %(questions)s and perhaps others are still open.") % {"questions": "、".join(first)}
        )
    CHART.make(name, programme, by=by, at=at, note=note, facts=facts or {})
    announce_change(TOPIC, programme.reference)
    return programme


@transaction.atomic
def arrange(programme: Programme, order: Sequence[int], *, by: User, at: datetime) -> None:
    """Put the questions of the run-down into an order; those that are not named stand behind."""
    programme = lock_matter(Programme, programme.pk)
    if not programme.is_open_to_questions:
        raise Refused(_("The run-down of a programme that is over stays as it was."))
    if not by.may("programme.edit") and not by.may("programme.host"):
        raise Refused(_("The run-down is arranged by editors and hosts."))
    questions = {each.pk: each for each in Question.objects.filter(programme=programme, place__isnull=False)}
    named = [questions.pop(pk) for pk in dict.fromkeys(order) if pk in questions]
    ordered = [*named, *questions.values()]
    for place, each in enumerate(ordered, start=1):
        each.place = place
    Question.objects.bulk_update(ordered, ["place"])
    said = {"order": [each.reference for each in ordered]}
    record(programme, "arrange", by=by, at=at, basis=HOLDING, payload=said)
    announce_change(TOPIC, programme.reference)


@transaction.atomic
def keep_figures(
    programme: Programme, said: Mapping[str, Any], *, evidence: StoredFile, by: User, at: datetime
) -> PlatformFigures:
    """Keep what a platform's export says, with the export as evidence: its digest stands in the ledger."""
    programme = lock_matter(Programme, programme.pk)
    if programme.ended_at is None:
        raise Refused(_("The figures of a platform are entered once the broadcast is over."))
    if not by.may("programme.edit"):
        raise Refused(_("The figures of a platform are entered by the editors."))
    figures = PlatformFigures.objects.create(programme=programme, evidence=evidence, by=by, at=at, **said)
    told = {name: str(value) if isinstance(value, date) else value for name, value in said.items()}
    payload = {**told, "evidence": evidence.digest}
    record(programme, "keep_figures", by=by, at=at, basis=HOLDING, payload=payload)
    return figures


def _plan_of(said: Mapping[str, Any]) -> dict[str, object]:
    return {
        **{name: said[name] for name in ("topic", "platform", "leaders", "answer_days")},
        "planned_start": said["planned_start"].isoformat(),
        "planned_end": said["planned_end"].isoformat(),
        "units": sorted(unit.name for unit in said["units"]),
    }
