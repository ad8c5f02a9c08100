"""Who reads of inspections, leads and rectifications. Words name no caller and quote no text of an order."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above
from tongban.ground.people.queries import holders_of
from tongban.work.inspection.models import ClosingLead, Inspection, Rectification
from tongban.work.inspection.queries.inspections import inspections_visible_to
from tongban.work.inspection.queries.leads import leads_visible_to
from tongban.work.inspection.queries.rounds import rectifications_visible_to

Matter = Inspection | ClosingLead | Rectification
NAMES = ("reference", "order", "score", "unit", "due_on", "indicator")


def find(reference: str) -> Matter | None:
    """Return an inspection, a lead or a rectification by its number."""
    if reference.startswith("QIN"):
        return Inspection.objects.select_related("order", "unit", "agent").filter(reference=reference).first()
    if reference.startswith("LEAD"):
        return ClosingLead.objects.select_related("order", "unit").filter(reference=reference).first()
    rows = Rectification.objects.select_related("evaluated__unit", "indicator")
    return rows.filter(reference=reference).first()


def concerned(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return whose work it is: the agent, or who answers for the unit."""
    if isinstance(matter, Rectification):
        return _of_unit("hotline.approve", matter.evaluated.unit_id)
    if isinstance(matter, Inspection) and matter.agent is not None:
        return [matter.agent]
    return _of_unit("inspection.answer", matter.unit_id)


def deciders(_matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who decides on appeals, and opens again what was closed wrongly."""
    return holders_of("inspection.decide", localdate())


def evaluators(_matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who evaluates."""
    return holders_of("inspection.evaluate", localdate())


def words(matter: Matter, _entry: Entry | None) -> dict[str, str]:
    """Return the words of a message."""
    said = dict.fromkeys(NAMES, "") | {"reference": matter.reference}
    if isinstance(matter, Rectification):
        more = {"indicator": str(matter.indicator), "due_on": day(matter.due_on)}
        return said | more | {"unit": matter.evaluated.unit.name}
    said |= {"order": matter.order.reference, "unit": matter.unit.name if matter.unit else ""}
    if isinstance(matter, Inspection):
        said |= {"score": str(matter.score or 0), "due_on": day(matter.appeal_until)}
    return said


def link(matter: Matter, reader: User) -> str:
    """Return where a reader finds it."""
    names = {Inspection: "inspection", ClosingLead: "lead", Rectification: "rectification"}
    return reverse(f"inspection:{names[type(matter)]}", args=[matter.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see."""
    seen: set[str] = set()
    for rows in (
        inspections_visible_to(reader),
        leads_visible_to(reader),
        rectifications_visible_to(reader),
    ):
        seen |= set(rows.filter(reference__in=references).values_list("reference", flat=True))
    return seen


def _of_unit(permission: str, unit: int | None) -> list[User]:
    if unit is None:
        return []
    return holders_of(permission, localdate(), departments_above(unit))


AUDIENCES = {each.__name__: each for each in (concerned, deciders, evaluators)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
