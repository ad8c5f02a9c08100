"""The papers of a course: put together from the same texts as those written here."""

from typing import Any

from tongban.ground.ledger.chain import START, canonical, sm3
from tongban.ground.ledger.copying import escaped, line
from tongban.ground.ledger.matters import keep_end
from tongban.ground.people.models import Applicant
from tongban.work.cases.actions.numbering import PAPER_CODE_LENGTH
from tongban.work.cases.actions.taking_over.course import Made, Standing, day_of
from tongban.work.cases.actions.taking_over.guides import Days
from tongban.work.cases.models import Case, CaseMaterial, Extension, Paper, Pause
from tongban.work.cases.papers.contents import content_of
from tongban.work.cases.queries.at_hand import at_hand

SAME = (
    *("reference", "filed_at", "notice_due_on", "accepted_at", "by_silence", "due_on", "statutory_due_on"),
    *("is_provisional", "decision_text", "issue_due_on", "mode", "returned_at"),
)


def written(case: Standing, kind: Paper.Kind, made: Made, number: str, days: Days) -> tuple[str, str]:
    """Return the line of a paper and the digest of what it says."""
    code = f"{case.course.codes[:PAPER_CODE_LENGTH]}{kind[:2].upper()}"
    facts = _facts(case, made)
    content = content_of(
        kind, _case(case, made, days), number=number, code=code, on=day_of(made.at), facts=facts
    )
    said = canonical(content)
    row = f"{case.key}\t{kind}\t{number}\t{escaped(said.decode())}\t{line(code, made.by.key, made.at)}"
    return row, sm3(said).hex()


def _facts(case: Standing, made: Made) -> dict[str, Any]:
    if made.move == "pause" and case.pause:
        told = {name: case.pause[name] for name in ("kind", "since", "document", "reason")}
        return {"pause": Pause(**told, needed_days=case.pause["days"])}
    if made.move == "extend" and case.extension:
        return {"extension": Extension(days=case.extension["days"], reason=made.note)}
    if made.move in ("decline", "find_unneeded"):
        return {"move": made.move, "reason": made.note, "where_to_go": made.facts.get("where_to_go", "")}
    return {}


def _case(case: Standing, made: Made, days: Days) -> Case:
    """Return the case as it is at this move, with everything that its papers ask for at hand."""
    course = case.course
    found = Case(**{name: getattr(case, name) for name in SAME}, is_example=course.is_example)
    found.version, found.applicant = course.guide.version, Applicant(name=course.applicant.name)
    found.accepted_on = None if case.accepted_at is None else day_of(case.accepted_at)
    keep_end(found, (0, START))
    at_hand(found, "days", lambda: days.calendar)
    at_hand(found, "pauses", lambda: list(case.pauses))
    at_hand(found, "extension", lambda: case.more)
    at_hand(found, "materials", lambda: _faulty(case, made))
    return found


def _faulty(case: Standing, made: Made) -> list[CaseMaterial]:
    """Return the first material with its fault, where the case is returned for completion."""
    materials = [
        material for material, state in case.course.guide.materials if state == CaseMaterial.State.SHOWN
    ]
    return [CaseMaterial(material=material, fault=made.note) for material in materials[:1]]
