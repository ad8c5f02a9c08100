"""Items told to other systems."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import catalogue as shapes
from tongban.offer.bundles.queries.merge import MergedQuestion
from tongban.offer.catalogue.models import Audience, ItemVersion, Material, Situation, Step
from tongban.offer.catalogue.queries.guide import NeededMaterial, checklist, open_questions, steps_for
from tongban.offer.catalogue.queries.matches import search
from tongban.offer.catalogue.queries.versions import published_versions, with_guide, withdrawn_since

MOST = 1e12
Asked = Situation | MergedQuestion
"""A question of an item or of a bundle."""


def page(asked: shapes.ItemQuery) -> shapes.ItemPage:
    """Return the items that are asked for: found by words the best first, otherwise in the order of codes."""
    if asked.q.strip():
        hits = search(asked.q, asked.audience or None, asked.limit)
        kept = set(_narrowed(published_versions(), asked).values_list("pk", flat=True))
        found = [brief(hit.version, hit.why) for hit in hits if hit.version.pk in kept]
        return shapes.ItemPage(results=found, next=None)
    rows = list(_narrowed(published_versions(), asked).filter(item__code__gt=asked.cursor)[: asked.limit + 1])
    shown = rows[: asked.limit]
    more = shown[-1].item.code if len(rows) > asked.limit else None
    return shapes.ItemPage(results=[brief(row) for row in shown], next=more, withdrawn=_withdrawn(asked))


def _withdrawn(asked: shapes.ItemQuery) -> list[shapes.Withdrawn]:
    if asked.changed_since is None or asked.cursor:
        return []
    return [
        shapes.Withdrawn(code=item.code, name=item.name, withdrawn_at=at)
        for item, at in withdrawn_since(asked.changed_since)
    ]


def _narrowed(rows: QuerySet[ItemVersion], asked: shapes.ItemQuery) -> QuerySet[ItemVersion]:
    if asked.audience:
        rows = rows.filter(audience__in=(asked.audience, Audience.BOTH))
    if asked.theme:
        rows = rows.filter(item__theme=asked.theme)
    return rows.filter(published_at__gte=asked.changed_since) if asked.changed_since else rows


def offered(code: str) -> ItemVersion | None:
    """Return the published version of an item with its guide."""
    return with_guide(published_versions()).filter(item__code=code).first()


def brief(version: ItemVersion, why: str = "") -> shapes.ItemBrief:
    """Return an item as it stands on a list."""
    return shapes.ItemBrief(**_brief(version), why=why)


def _brief(version: ItemVersion) -> dict[str, Any]:
    item = version.item
    return {
        "code": item.code,
        "name": item.name,
        "version": version.number,
        "theme": item.theme,
        "division": item.division.name,
        "audience": version.audience,
        "mode": version.mode,
        "promised": _limit(version, "promised"),
        "statutory": _limit(version, "statutory"),
        "fee_yuan": version.fee_yuan,
        "published_at": version.published_at,
    }


SAME = (
    "summary", "conditions", "legal_basis", "result_name", "validity_months", "fee_basis", "delivery_ways",
    "office", "faq", "special_procedures", "form_schema",
)  # fmt: skip


def whole(version: ItemVersion) -> shapes.Item:
    """Return an item with its guide."""
    return shapes.Item(
        **_brief(version),
        **{name: getattr(version, name) for name in SAME},
        questions=[_question(row) for row in version.situations.all()],
        materials=[_material(row) for row in version.materials.all()],
        steps=[_step(row) for row in version.steps.all()],
    )


def checklist_of(version: ItemVersion, answers: Mapping[str, Any]) -> shapes.Checklist:
    """Return what one applicant needs under these answers."""
    return shapes.Checklist(
        materials=[_row(each) for each in checklist(version, answers, {})],
        steps=[_step(step) for step in steps_for(version, answers)],
        open_questions=[question.code for question in open_questions(version, answers)],
    )


def wrong_answers(asked: Iterable[Asked], answers: Mapping[str, Any]) -> list[Fault]:
    """Return the answers that do not fit their question, by path; null removes an answer and always fits."""
    questions = {row.code: row for row in asked}
    said = {code: _wrong(questions.get(code), value) for code, value in answers.items() if value is not None}
    return [Fault(at=f"answers/{code}", detail=text) for code, text in said.items() if text]


def _wrong(question: Asked | None, value: Any) -> str:
    if question is None:
        return _("There is no such question.")
    if question.kind == Situation.Kind.YES_NO:
        return "" if isinstance(value, bool) else _("Answer true or false.")
    if question.kind == Situation.Kind.CHOICE:
        return "" if value in question.choices else _("Choose one of those listed.")
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST
    return "" if is_number else _("Answer with a number.")


def _limit(version: ItemVersion, which: str) -> shapes.Limit:
    length, unit = getattr(version, f"{which}_length"), getattr(version, f"{which}_unit")
    said = str(getattr(version, f"get_{which}_unit_display")())
    return shapes.Limit(length=length, unit=unit, text=said if unit == "at_once" else f"{length} {said}")


def _question(row: Situation) -> shapes.Question:
    return shapes.Question(
        code=row.code,
        question=row.question,
        hint=row.hint,
        kind=Situation.Kind(row.kind),
        choices=row.choices,
    )


def _material(row: Material) -> shapes.GuideMaterial:
    same = (
        "id",
        "name",
        "is_original",
        "form",
        "copies",
        "source",
        "necessity",
        "exemption",
        "notes",
        "basis",
    )
    return shapes.GuideMaterial(
        **{name: getattr(row, name) for name in same},
        needed_when=row.condition_text,
        licence_type=row.licence_type.name if row.licence_type else None,
    )


def _step(row: Step) -> shapes.GuideStep:
    division = row.division or row.version.item.division
    return shapes.GuideStep(stage=row.stage, name=row.name, division=division.name, days=row.days)


def _row(each: NeededMaterial) -> shapes.ChecklistRow:
    material = each.material
    return shapes.ChecklistRow(
        material=material.pk, name=material.name, is_needed=each.needed, why=each.why, way=each.way
    )
