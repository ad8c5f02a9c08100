"""What a version says as one value: what is written, compared, copied; and what keeps it from being saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tongban.ground.ledger import Refused
from tongban.ground.matters import conditions
from tongban.ground.matters.condition_words import fault_in_words
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.solver.order import Cyclic, require_no_cycle
from tongban.offer.bundles.solver.problem import Order
from tongban.offer.catalogue.models import Item, Material, Status

FIELDS = (
    "name",
    "summary",
    "origin",
    "basis",
    "audience",
    "lead",
    "fee_rule",
    "delivery",
    "limit_rule",
)
FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class QuestionContent:
    """A question as it is written."""

    code: str
    question: str
    kind: str = "yes_no"
    choices: list[str] = field(default_factory=list)

    @property
    def as_asked(self) -> conditions.Question:
        """Return the question as conditions know it."""
        return conditions.Question(self.code, self.kind, tuple(self.choices), self.question)


@dataclass(frozen=True, slots=True)
class ItemContent:
    """An item as it is written."""

    item: Item
    condition: str = ""
    condition_text: str = ""
    fee_kind: str = ""
    materials: Mapping[str, list[list[str]]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BundleContent:
    """What a version says: its fields, items and questions; the order by the places of items, from 1."""

    fields: Mapping[str, Any]
    items: Sequence[ItemContent]
    questions: Sequence[QuestionContent] = ()
    order: Sequence[tuple[int, int, str]] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the content as plain values."""
        said = {name: None if value is None else str(value) for name, value in self.fields.items()}
        items = [
            {
                "item": each.item.code,
                "when": each.condition,
                "words": each.condition_text,
                "fee_kind": each.fee_kind,
                "materials": dict(each.materials),
                "fields": dict(each.fields),
            }
            for each in self.items
        ]
        asked = [asdict(each) for each in self.questions]
        return {"fields": said, "items": items, "questions": asked, "order": list(map(list, self.order))}


def content_of(version: BundleVersion) -> BundleContent:
    """Return what a version says."""
    rows = list(version.items.select_related("item"))
    places = {row.pk: row.position for row in rows}
    return BundleContent(
        {name: getattr(version, name) for name in FIELDS},
        [
            ItemContent(row.item, row.condition, row.condition_text, row.fee_kind, row.materials, row.fields)
            for row in rows
        ],
        [
            QuestionContent(row.code, row.question, row.kind, list(row.choices))
            for row in version.questions.all()
        ],
        [(places[row.before_id], places[row.after_id], row.material) for row in version.order.all()],
    )


def refuse_faults(content: BundleContent) -> None:
    """Refuse a content that cannot be kept, with every fault."""
    if faults := list(faults_of(content)):
        told = "\n".join(f"· {fault}" for fault in faults)
        raise Refused(_("This keeps the bundle from being saved:\n%(faults)s") % {"faults": told})


def faults_of(content: BundleContent) -> Iterator[str]:
    """Tell what keeps a content from being kept: too few items, a condition, a name, a cycle."""
    if len(content.items) < FEWEST_ITEMS:
        yield _("A bundle has at least two items.")
    asked = [each.as_asked for each in content.questions]
    for each in content.items:
        try:
            conditions.check(each.condition, asked)
        except conditions.BadCondition as error:
            yield f"{each.item}: {fault_in_words(error)}"
        if each.condition.strip() and not each.condition_text.strip():
            yield _("%(item)s: say the condition in words that citizens read.") % {"item": each.item}
    if rule := content.fields.get("limit_rule"):
        try:
            conditions.check_amount(rule, asked)
        except conditions.BadCondition as error:
            yield fault_in_words(error)
    yield from _unknown_materials(content)
    yield from _cycle(content)


def _unknown_materials(content: BundleContent) -> Iterator[str]:
    """Tell the materials and items that the catalogue does not offer at present."""
    rows = Material.objects.filter(
        version__status=Status.PUBLISHED, version__item__in=[e.item.pk for e in content.items]
    )
    names: dict[int, set[str]] = {}
    for item, name in rows.values_list("version__item", "name"):
        names.setdefault(item, set()).add(name)
    for place, each in enumerate(content.items, 1):
        known = names.get(each.item.pk)
        if known is None:
            yield _("%(item)s is not offered at present.") % {"item": each.item}
            continue
        fed = {material for _first, then, material in content.order if then == place and material}
        met = {name for alternatives in each.materials.values() for row in alternatives for name in row}
        for name in sorted((each.materials.keys() - known) | (fed - known - met)):
            yield _("%(item)s does not ask for %(name)s.") % {"item": each.item, "name": name}
        for name, alternatives in each.materials.items():
            if not alternatives or not all(alternatives):
                yield _("%(item)s: nothing meets %(name)s.") % {"item": each.item, "name": name}


def _cycle(content: BundleContent) -> Iterator[str]:
    names = {str(place): str(each.item) for place, each in enumerate(content.items, 1)}
    order = [Order(str(first), str(then)) for first, then, _material in content.order]
    if strange := {each for row in order for each in (row.before, row.after)} - names.keys():
        yield _("The order names items that are not there: %(places)s.") % {
            "places": "、".join(sorted(strange))
        }
        return
    try:
        require_no_cycle(names, order)
    except Cyclic as error:
        said = " → ".join(names[place] for place in error.cycle)
        yield _("These items wait for each other: %(cycle)s.") % {"cycle": said}
