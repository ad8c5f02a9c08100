"""The papers of a course: put together from the same texts as those written here."""

from typing import Any

from tongban.ground.ledger.bulk_copy import copy_line, escape
from tongban.ground.ledger.chain import START, canonical, sm3
from tongban.ground.ledger.matter_lock import set_chain_end
from tongban.ground.matters.papers import PAPER_CODE_LENGTH
from tongban.ground.people.models import Applicant
from tongban.work.cases.bulk.course import CaseState, CourseMove, day_of
from tongban.work.cases.bulk.guides import DueDays
from tongban.work.cases.lock_cache import cached_while_locked
from tongban.work.cases.models import Case, CaseMaterial, Extension, Paper, Pause
from tongban.work.cases.papers.contents import content_of

SAME = (
    *("reference", "filed_at", "notice_due_on", "accepted_at", "by_silence", "due_on", "statutory_due_on"),
    *("is_provisional", "decision_text", "issue_due_on", "mode", "returned_at"),
)


def paper_row(
    case: CaseState, kind: Paper.Kind, made: CourseMove, number: str, days: DueDays
) -> tuple[str, str]:
    """Return the line of a paper and the digest of what it says."""
    code = f"{case.course.codes[:PAPER_CODE_LENGTH]}{kind[:2].upper()}"
    facts = _facts(case, made)
    content = content_of(
        kind, _case(case, made, days), number=number, code=code, on=day_of(made.at), facts=facts
    )
    said = canonical(content)
    row = f"{case.key}\t{kind}\t{number}\t{escape(said.decode())}\t{copy_line(code, made.by.key, made.at)}"
    return row, sm3(said).hex()


def _facts(case: CaseState, made: CourseMove) -> dict[str, Any]:
    if made.move == "pause" and case.pause:
        told = {name: case.pause[name] for name in ("kind", "since", "document", "reason")}
        return {"pause": Pause(**told, needed_days=case.pause["days"])}
    if made.move == "extend" and case.extension:
        return {"extension": Extension(days=case.extension["days"], reason=made.note)}
    if made.move in ("decline", "find_unneeded"):
        return {"move": made.move, "reason": made.note, "where_to_go": made.facts.get("where_to_go", "")}
    return {}


def _case(case: CaseState, made: CourseMove, days: DueDays) -> Case:
    """Return the case as it is at this move, with everything that its papers ask for at hand."""
    course = case.course
    found = Case(**{name: getattr(case, name) for name in SAME}, is_example=course.is_example)
    found.version, found.applicant = course.guide.version, Applicant(name=course.applicant.name)
    found.accepted_on = None if case.accepted_at is None else day_of(case.accepted_at)
    set_chain_end(found, (0, START))
    cached_while_locked(found, "days", lambda: days.calendar)
    cached_while_locked(found, "pauses", lambda: list(case.pauses))
    cached_while_locked(found, "extension", lambda: case.more)
    cached_while_locked(found, "materials", lambda: _faulty(case, made))
    return found


def _faulty(case: CaseState, made: CourseMove) -> list[CaseMaterial]:
    """Return the first material with its fault, where the case is returned for completion."""
    materials = [
        material for material, state in case.course.guide.materials if state == CaseMaterial.State.SHOWN
    ]
    return [CaseMaterial(material=material, fault=made.note) for material in materials[:1]]
