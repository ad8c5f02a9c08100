"""A bundle as one: each question, each field of a form and each material is asked for once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from tongban.ground.kit.json_schema import names_in, properties_of
from tongban.ground.matters import conditions
from tongban.offer.bundles.models import BundleItem, BundleVersion
from tongban.offer.bundles.solver.problem import Order, Problem, Requirement
from tongban.offer.catalogue.models import ItemVersion, Material
from tongban.offer.catalogue.queries.guide import read_answer
from tongban.offer.catalogue.queries.guide_cache import guides_of
from tongban.offer.catalogue.queries.names import bare_name
from tongban.offer.catalogue.queries.versions import published_versions

Answers = Mapping[str, Any]
Known = dict[str, list[tuple[str, Any]]]
"""By name, under which names it is asked already, each with its rule."""
SHARED = (Material.Exemption.DATA, Material.Exemption.ASSISTANCE, Material.Exemption.PROMISE)
"""Ways of not submitting that are open to everybody."""


@dataclass(frozen=True, slots=True)
class BundlePart:
    """An item of a bundle with the version of it that applies now."""

    row: BundleItem
    version: ItemVersion

    @property
    def code(self) -> str:
        """Return by what the part is named everywhere."""
        return self.version.item.code

    @property
    def name(self) -> str:
        """Return the item's name."""
        return self.version.item.name


@dataclass(slots=True)
class MergedQuestion:
    """A question asked once, and the items that want to know."""

    code: str
    text: str
    kind: str
    choices: Sequence[str]
    hint: str = ""
    asked_by: list[str | Promise] = field(default_factory=list)


class Merged:
    """A version with its items as they are offered now, read as one guide with one form."""

    def __init__(self, version: BundleVersion) -> None:
        self.version = version
        rows = list(version.items.select_related("item"))
        current = dict(
            published_versions().filter(item__in=[row.item_id for row in rows]).values_list("item", "pk")
        )
        guides = guides_of(current.values())
        self.parts = [BundlePart(row, guides[current[row.item_id]]) for row in rows if row.item_id in current]
        self.missing = [row.item.name for row in rows if row.item_id not in current]
        self._codes = {row.pk: row.item.code for row in rows}
        self.order = tuple(
            Order(self._codes[each.before_id], self._codes[each.after_id], each.material)
            for each in version.order.all()
        )

    @cached_property
    def questions(self) -> list[MergedQuestion]:
        """Return all questions, those of the bundle first; the same code and kind is the same question."""
        found: dict[str, MergedQuestion] = {}
        for own in self.version.questions.all():
            found[own.code] = MergedQuestion(own.code, own.question, own.kind, own.choices)
        for part in self.parts:
            for each in part.version.situations.all():
                name = self.question_names(part)[each.code]
                known = found.setdefault(
                    name, MergedQuestion(name, each.question, each.kind, each.choices, each.hint)
                )
                known.asked_by.append(part.name)
        return list(found.values())

    def question_names(self, part: BundlePart) -> dict[str, str]:
        """Return under which name the bundle asks each question of a part."""
        return {code: name for (of, code), name in self._question_names.items() if of == part.code}

    @cached_property
    def _question_names(self) -> dict[tuple[str, str], str]:
        known: Known = {}
        for own in self.version.questions.all():
            _name_once(known, own.code, (own.kind, list(own.choices)), 0)
        return {
            (part.code, each.code): _name_once(
                known, each.code, (str(each.kind), list(each.choices)), part.row.position
            )
            for part in self.parts
            for each in part.version.situations.all()
        }

    def answers_for(self, part: BundlePart, answers: Answers) -> dict[str, Any]:
        """Return what was answered, as the item's own questions know it."""
        names = self.question_names(part)
        return {code: answers[name] for code, name in names.items() if answers.get(name) is not None}

    def read_answers(self, given: Mapping[str, str], prefix: str = "") -> dict[str, Any]:
        """Return what was typed or chosen as answers; what is no answer to its question is left out."""
        read = {
            each.code: read_answer(each, given.get(f"{prefix}{each.code}", "")) for each in self.questions
        }
        return {code: value for code, value in read.items() if value is not None}

    def parts_on(self, answers: Answers) -> list[BundlePart]:
        """Return the parts that the answers leave in; what is not answered rules nothing out."""
        return [part for part in self.parts if conditions.holds(part.row.condition, answers) is not False]

    def open_questions(self, answers: Answers) -> list[MergedQuestion]:
        """Return the questions that still decide something."""
        wanted = {name for each in self.parts for name in self._undecided(each, answers)}
        return [each for each in self.questions if each.code in wanted and answers.get(each.code) is None]

    def _undecided(self, part: BundlePart, answers: Answers) -> Iterable[str]:
        standing = conditions.holds(part.row.condition, answers)
        if standing is None:
            return conditions.depends_on(part.row.condition)
        if standing is False:
            return ()
        own, names = self.answers_for(part, answers), self.question_names(part)
        version = part.version
        said = [row.condition for row in version.materials.all()] + [
            row.condition for row in version.steps.all()
        ]
        open_rows = [condition for condition in said if conditions.holds(condition, own) is None]
        return [names[code] for condition in open_rows for code in conditions.depends_on(condition)]

    @cached_property
    def field_names(self) -> dict[tuple[str, str], str]:
        """Return under which name the one form asks each field of each item: the same title and rule is the same field."""
        known: Known = {}
        names = {}
        for part in self.parts:
            for name, rule in properties_of(part.version.form_schema).items():
                joined = part.row.fields.get(name)
                names[part.code, name] = joined or _name_once(known, name, rule, part.row.position)
        return names

    def schema_for(self, parts: Sequence[BundlePart]) -> dict[str, Any]:
        """Return the one form of these parts as a JSON Schema."""
        properties: dict[str, Any] = {}
        needed: list[str] = []
        for part in parts:
            schema = part.version.form_schema
            for name, rule in properties_of(schema).items():
                properties.setdefault(self.field_names[part.code, name], rule)
            needed += [self.field_names[part.code, name] for name in names_in(schema, "required")]
        return {"type": "object", "properties": properties, "required": list(dict.fromkeys(needed))}

    def form_for(self, part: BundlePart, form: Mapping[str, Any]) -> dict[str, Any]:
        """Return the part of the one form that an item asks for, in its own fields."""
        own = properties_of(part.version.form_schema)
        return {name: form[to] for name in own if (to := self.field_names[part.code, name]) in form}

    def things_for(self, part: BundlePart, material: Material) -> list[list[str]]:
        """Return what meets a material: alternatives, each of materials as the bundle names them."""
        rows = part.row.materials.get(material.name) or [[material.name]]
        return [[self.thing(name) for name in row] for row in rows]

    def thing(self, name: str) -> str:
        """Return how the bundle names a material: the first way it is written among its items."""
        return self._things.get(bare_name(name), name)

    @cached_property
    def _things(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in self.parts:
            said = [name for rows in part.row.materials.values() for row in rows for name in row]
            for name in [*(each.name for each in part.version.materials.all()), *said]:
                found.setdefault(bare_name(name), name)
        return found

    def problem(self, answers: Answers, licence_types: Iterable[int] = ()) -> Problem:
        """Return what is asked of an applicant who answers so and holds valid licences of these types."""
        held, parts = set(licence_types), self.parts_on(answers)
        asked: list[Requirement] = []
        on_file: set[str] = set()
        exempt: set[tuple[str, str]] = set()
        for part in parts:
            for material in self.needed(part, answers):
                things = self.things_for(part, material)
                asked.append(Requirement(part.code, material.name, tuple(map(frozenset, things))))
                if material.exemption in SHARED:
                    exempt.add((part.code, self.thing(material.name)))
                elif material.licence_type_id in held:
                    on_file.add(self.thing(material.name))
        codes = tuple(part.code for part in parts)
        order = tuple(
            Order(each.before, each.after, each.material and self.thing(each.material)) for each in self.order
        )
        whole = Problem(codes, tuple(asked), order, frozenset(on_file), frozenset(exempt))
        return whole.only(codes)

    def needed(self, part: BundlePart, answers: Answers) -> list[Material]:
        """Return the materials that an item asks for under these answers; what may be added is not asked for."""
        own = self.answers_for(part, answers)
        return [
            each
            for each in part.version.materials.all()
            if each.necessity != Material.Necessity.OPTIONAL
            and conditions.holds(each.condition, own) is not False
        ]


def _name_once(known: Known, name: str, rule: Any, position: int) -> str:
    """Return under which name something is asked: the same name and rule once, another rule under a name of its own."""
    names = known.setdefault(name, [])
    for given, of in names:
        if of == rule:
            return given
    names.append((name if not names else f"{name}_{position}", rule))
    return names[-1][0]
