"""Changes to the parts of a performance year. Only the clerk edits, only while targets are declared, the year is
monitored or the draft is written; every change leaves a ledger entry with what stood before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from tongban.account.evaluation.models import (
    Chapter,
    DutyFunction,
    Evaluation,
    Evidence,
    FindingDecision,
    Indicator,
    KeyTask,
    Problem,
    Reading,
    Status,
)
from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User

OPEN_STATES = (Status.DECLARING, Status.MONITORING, Status.DRAFTING)
TARGET_FIELDS = {"operator", "target", "target_upper", "target_text", "unit", "better", "weight", "zero_cap"}
BASIS = cite("budget-law:57")

YearPart = Indicator | KeyTask | Chapter | Problem | DutyFunction


def lock_year(evaluation: Evaluation, by: User) -> Evaluation:
    """Lock a year for an edit, or refuse: the right must be there and the year must stand where it is edited."""
    if not by.may("evaluation.edit"):
        raise PermissionDenied
    locked = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if locked.status not in OPEN_STATES:
        raise Refused(
            _("Nothing can be changed now: the year is “%(status)s”.")
            % {"status": locked.get_status_display()}
        )
    return locked


def texts_of(part: models.Model, names: list[str]) -> dict[str, str]:
    """Return fields of a record as texts, for the ledger."""
    return {name: "" if getattr(part, name) is None else str(getattr(part, name)) for name in names}


def _note(year: Evaluation, move: str, by: User, at: datetime, payload: dict[str, Any]) -> None:
    record(year.reference, move, by=by, at=at, basis=BASIS, payload=payload)


@transaction.atomic
def change(
    part: YearPart | Evaluation,
    *,
    by: User,
    at: datetime,
    changes: Mapping[str, Any],
    seen: Mark | None = None,
) -> None:
    """Change fields of a year or of one of its parts; refused when somebody else changed the part meanwhile.

    A target is agreed before the year: once monitoring has begun it changes only through a new declaration.
    """
    year = lock_year(part if isinstance(part, Evaluation) else part.evaluation, by)
    kind = type(part)
    part = (
        year if isinstance(part, Evaluation) else kind.objects.select_for_update(of=("self",)).get(pk=part.pk)
    )
    require_unchanged(seen, mark_of(part))
    before = texts_of(part, list(changes))
    for name, value in changes.items():
        setattr(part, name, value)
    after = texts_of(part, list(changes))
    changed = {name: [before[name], after[name]] for name in changes if before[name] != after[name]}
    if not changed:
        return
    if isinstance(part, Indicator) and year.status == Status.MONITORING and TARGET_FIELDS & changed.keys():
        raise Refused(_("Targets were agreed with the budget: they cannot change while the year runs."))
    if not isinstance(part, Evaluation | DutyFunction):
        part.version += 1
    part.full_clean()
    part.save()
    _note(
        year,
        "edit",
        by,
        at,
        {"part": kind.__name__, "id": part.pk, "name": str(part)[:80], "changed": changed},
    )


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What is to be changed in an indicator, and the version that the page had seen."""

    indicator: Indicator
    changes: Mapping[str, Any]
    seen: Mark


class RefusedRows(Refused):
    """Some rows of a sheet were refused, each with its reason; none was changed."""

    def __init__(self, rows: Mapping[int, Exception]) -> None:
        super().__init__(_("%(count)d rows were refused; nothing was saved.") % {"count": len(rows)})
        self.rows = rows


@transaction.atomic
def enter_rows(
    evaluation: Evaluation,
    edits: Sequence[RowEdit],
    new: Sequence[Mapping[str, Any]] = (),
    *,
    by: User,
    at: datetime,
) -> None:
    """Change many indicators at once, and add those that are new: all, or none and every refusal with its row."""
    lock_year(evaluation, by)
    refused: dict[int, Exception] = {}
    for edit in edits:
        try:
            with transaction.atomic():
                change(edit.indicator, by=by, at=at, changes=edit.changes, seen=edit.seen)
        except (Refused, ValidationError) as error:
            refused[edit.indicator.pk] = error
    if refused:
        raise RefusedRows(refused)
    for fields in new:
        add(Indicator, evaluation, by=by, at=at, **fields)


@transaction.atomic
def add(kind: type[YearPart], evaluation: Evaluation, *, by: User, at: datetime, **fields: Any) -> YearPart:
    """Add an indicator, task, chapter, problem or function to a year."""
    year = lock_year(evaluation, by)
    part = kind(evaluation=year, **fields)
    if hasattr(part, "position") and not part.position:
        part.position = kind.objects.filter(evaluation=year).count() + 1
    part.full_clean()
    part.save()
    _note(year, "add", by, at, {"part": kind.__name__, "id": part.pk, "name": str(part)[:80]})
    return part


@transaction.atomic
def remove(part: YearPart, *, by: User, at: datetime) -> None:
    """Strike a part; what it said stays in the ledger."""
    year = lock_year(part.evaluation, by)
    names = [field.attname for field in part._meta.concrete_fields]
    _note(year, "remove", by, at, {"part": type(part).__name__, "id": part.pk, "was": texts_of(part, names)})
    part.delete()


@transaction.atomic
def add_evidence(indicator: Indicator, *, by: User, at: datetime, **fields: Any) -> Evidence:
    """Attach a proof to an indicator's value."""
    year = lock_year(indicator.evaluation, by)
    proof = Evidence(indicator=indicator, added_by=by, added_at=at, **fields)
    proof.full_clean()
    proof.save()
    digest = proof.file.digest if proof.file else ""
    _note(year, "prove", by, at, {"indicator": indicator.pk, "title": proof.title, "file": digest})
    return proof


@transaction.atomic
def remove_evidence(proof: Evidence, *, by: User, at: datetime) -> None:
    """Take a proof away; its title and the file's digest stay in the ledger."""
    year = lock_year(proof.indicator.evaluation, by)
    digest = proof.file.digest if proof.file else ""
    _note(
        year,
        "withdraw_proof",
        by,
        at,
        {"indicator": proof.indicator_id, "title": proof.title, "file": digest},
    )
    proof.delete()


@transaction.atomic
def record_reading(indicator: Indicator, *, by: User, at: datetime, as_of: date, **fields: Any) -> Reading:
    """Record what an indicator stands at during the year."""
    year = lock_year(indicator.evaluation, by)
    if year.status != Status.MONITORING:
        raise Refused(_("Readings are taken while the year is monitored."))
    reading, _created = Reading.objects.update_or_create(indicator=indicator, as_of=as_of, defaults=fields)
    reading.full_clean()
    _note(year, "read", by, at, {"indicator": indicator.pk, "as_of": str(as_of), "value": str(reading.value)})
    return reading


@transaction.atomic
def decide_finding(
    evaluation: Evaluation,
    *,
    by: User,
    at: datetime,
    rule: str,
    place: str,
    severity: str,
    decision: str,
    reason: str,
) -> FindingDecision:
    """Accept a finding or dismiss it with a reason. An error cannot be dismissed, only mended."""
    year = lock_year(evaluation, by)
    if decision == FindingDecision.Decision.DISMISSED and severity == "error":
        raise Refused(_("An error cannot be dismissed: mend the data it points to."))
    decided = FindingDecision(
        evaluation=year, rule=rule, place=place, decision=decision, reason=reason, by=by, at=at
    )
    decided.full_clean()
    decided.save()
    _note(year, "decide", by, at, {"rule": rule, "place": place, "decision": decision, "reason": reason})
    return decided
