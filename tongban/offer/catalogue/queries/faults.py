"""What keeps a version from being published: each fault with its place, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongban.ground.law import UnknownArticle, UnknownSource, cite
from tongban.ground.matters import conditions
from tongban.ground.matters.condition_words import fault_in_words
from tongban.offer.catalogue import rules
from tongban.offer.catalogue.models import ItemVersion, Material, Mode, PowerType, Step, Unit
from tongban.offer.catalogue.queries.content import rows_of
from tongban.offer.catalogue.queries.lists import is_licence_off_the_list
from tongban.offer.catalogue.queries.names import bare_name
from tongban.offer.catalogue.queries.versions import load_whole


@dataclass(frozen=True)
class VersionFault:
    """What is wrong with a version: the part, the row's name, and what to do."""

    part: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}：{self.text}" if self.place else self.text


def faults_of(version: ItemVersion) -> list[VersionFault]:
    """Return every fault of a version; none means that it may go to legal review and be published."""
    version = load_whole(version)
    return [*_limits(version), *_basis(version), *_guide(version), *_materials(version), *_steps(version)]


def _limits(version: ItemVersion) -> Iterator[VersionFault]:
    promise = (version.promised_length, version.promised_unit)
    if not rules.is_within_statute(*promise, version.statutory_length, version.statutory_unit):
        yield VersionFault("limits", "", _("The promised limit can be later than the statutory one."))
    try:
        cite(version.statutory_basis)
    except (UnknownArticle, UnknownSource):
        yield VersionFault("limits", "", _("The basis of the statutory limit is not a known article."))
    if version.mode == Mode.AT_ONCE and version.promised_unit != Unit.AT_ONCE:
        yield VersionFault("limits", "", _("What is decided on the spot is promised on the spot."))


def _basis(version: ItemVersion) -> Iterator[VersionFault]:
    if not version.legal_basis:
        yield VersionFault("legal_basis", "", _("Name the legal basis with its edition."))
    if version.fee_yuan and not version.fee_basis.strip():
        yield VersionFault("fee", "", _("A fee needs its basis."))
    if is_licence_off_the_list(version.item):
        text = _("The licence is not on the published list of administrative licences.")
        yield VersionFault("item", "", text)
    try:
        version.clean()
    except ValidationError as error:
        yield from (VersionFault("fields", "", text) for text in error.messages)


def _guide(version: ItemVersion) -> Iterator[VersionFault]:
    if version.item.power_type == PowerType.LICENCE and not version.conditions.strip():
        yield VersionFault("conditions", "", _("Say the conditions on which the licence is granted."))
    if not version.result_name.strip():
        yield VersionFault("result", "", _("Name the document that the applicant receives."))
    if not version.delivery_ways:
        yield VersionFault("result", "", _("Say in which ways the result is delivered."))
    used = {code for row in _conditional(version) for code in _names_in(row.condition)}
    for question in rows_of(version, "situations"):
        if question.code not in used:
            yield VersionFault("situations", question.question, _("The answer decides nothing: do not ask."))


def _materials(version: ItemVersion) -> Iterator[VersionFault]:
    seen: set[str] = set()
    for material in rows_of(version, "materials"):
        if bare_name(material.name) in seen:
            yield VersionFault("materials", material.name, _("The material is asked for twice."))
        seen.add(bare_name(material.name))
        try:
            material.clean()
        except ValidationError as error:
            yield from (VersionFault("materials", material.name, text) for text in error.messages)
        yield from _condition(version, "materials", material.name, material.condition)
    yield from _tolerance(version)


def _tolerance(version: ItemVersion) -> Iterator[VersionFault]:
    later = [row for row in rows_of(version, "materials") if row.necessity == Material.Necessity.MAY_FOLLOW]
    if version.tolerates and (not later or not version.tolerance_days):
        yield VersionFault(
            "materials", "", _("Name the materials that may follow later, and in how many days.")
        )
    if later and not version.tolerates:
        yield VersionFault("materials", later[0].name, _("Nothing may follow later for this item."))


def _steps(version: ItemVersion) -> Iterator[VersionFault]:
    steps = rows_of(version, "steps")
    if not steps:
        yield VersionFault("steps", "", _("Say through which steps the application goes."))
    for step in steps:
        yield from _condition(version, "steps", step.name, step.condition)
    days = rules.longest_way((step.stage, step.days) for step in steps)
    if version.promised_unit == Unit.WORKING and days > version.promised_length:
        text = _("The steps take %(days)d working days, more than the promised %(promised)d.")
        yield VersionFault("steps", "", text % {"days": days, "promised": version.promised_length})


def _conditional(version: ItemVersion) -> list[Material | Step]:
    return [*rows_of(version, "materials"), *rows_of(version, "steps")]


def _names_in(condition: str) -> tuple[str, ...]:
    try:
        return conditions.depends_on(condition)
    except conditions.BadCondition:
        return ()


def _condition(version: ItemVersion, part: str, place: str, condition: str) -> Iterator[VersionFault]:
    try:
        conditions.check(condition, questions_of(version))
    except conditions.BadCondition as error:
        yield VersionFault(part, place, fault_in_words(error))


def questions_of(version: ItemVersion) -> list[conditions.Question]:
    """Return the questions of a version as conditions know them."""
    return [row.as_asked for row in rows_of(version, "situations")]
