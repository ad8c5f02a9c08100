"""The class and the unit suggested for a demand, with reasons: learnt, or by rules; from the catalogue, or from history."""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from tongban.ground.ledger.memo import Memo
from tongban.ground.people.models import Department
from tongban.work.hotline.models import DemandClass, LearntModel, Order
from tongban.work.hotline.queries.catalogue import competent_row, successor_of
from tongban.work.hotline.queries.registers import Registers, registers
from tongban.work.hotline.suggestion.keywords import suggest_by_rules
from tongban.work.hotline.suggestion.model import Model, Silence, Suggestion, silent
from tongban.work.hotline.suggestion.storage import DamagedModel, from_bytes

LOG = logging.getLogger(__name__)
SHORTEST = 4
MOST_EARLIER, LEAST_EARLIER = 100, 5
Example = tuple[int, str, str]
"""Key of the order, what it says, key of the class it is counted under today."""


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """The newest model, or why it is not used."""

    model: Model | None
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class UnitOffer:
    """The unit for a class in an area, and why: the catalogue names it, or so many of so many earlier orders went there."""

    unit: Department
    is_by_catalogue: bool
    went: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class ClassOffer:
    """A class that is suggested, its estimated share (nothing by rules), and the unit that would lead."""

    demand_class: DemandClass
    share: float | None
    unit: UnitOffer | None


@dataclass(frozen=True, slots=True)
class DemandSuggestion:
    """What is suggested, the words that decided, the promise, or why nothing is."""

    offers: tuple[ClassOffer, ...]
    words: tuple[str, ...]
    is_learnt: bool
    is_damaged: bool
    coverage: float | None
    examples: int
    silence: str


MODELS: Memo[tuple[int, str], LoadedModel] = Memo("hotline.suggestion", 2)


def suggest(text: str, area_id: int | None, day: date) -> DemandSuggestion | None:
    """Suggest a class and a unit for what was typed so far; nothing yet for a few characters."""
    if len(text.strip()) < SHORTEST:
        return None
    known_now = registers()
    loaded = newest_model(known_now)
    found = loaded.model.suggest(text) if loaded.model else silent(Silence.NOT_CALIBRATED)
    is_learnt = bool(found.keys)
    if not is_learnt:
        by_rules = suggest_by_rules(text, known_now.rules_on(day))
        found = by_rules if by_rules.keys or loaded.model is None else found
    known = {each.key: each for each in known_now.classes_on(day)}
    offers = tuple(
        _offer(found, place, known[key], area_id, day) for place, key in enumerate(found.keys) if key in known
    )
    return DemandSuggestion(
        offers,
        found.words,
        is_learnt,
        loaded.is_damaged,
        found.promise.coverage if found.promise else None,
        found.promise.examples if found.promise else 0,
        "" if offers else str(found.silence or Silence.NOTHING_KNOWN),
    )


def newest_model(known: Registers) -> LoadedModel:
    """Return the newest model as it is kept in memory; one that is damaged is refused, and the log says so."""
    newest = known.model
    return MODELS.get(newest, lambda: _load(*newest)) if newest else LoadedModel(None)


def unit_for(demand_class_id: int | None, area_id: int | None, day: date) -> UnitOffer | None:
    """Return the unit that leads: the catalogue's, else the one to which most earlier orders of class and area went."""
    if demand_class_id is None:
        return None
    row = competent_row(demand_class_id, area_id, day)
    if row is not None:
        return UnitOffer(row.unit, is_by_catalogue=True)
    earlier = Order.objects.filter(demand_class=demand_class_id, area=area_id, lead_unit__isnull=False)
    units = list(earlier.order_by("-registered_at").values_list("lead_unit", flat=True)[:MOST_EARLIER])
    if len(units) < LEAST_EARLIER:
        return None
    ((unit, went),) = Counter(units).most_common(1)
    if unit is None or 2 * went <= len(units):
        return None
    return UnitOffer(Department.objects.get(pk=unit), is_by_catalogue=False, went=went, of=len(units))


def examples(most: int) -> list[Example]:
    """Return the newest orders to learn from, oldest first; a confidential report says nothing and teaches nothing."""
    known = {each.pk: successor_of(each).key for each in DemandClass.objects.select_related("merged_into")}
    taught = Order.objects.filter(is_confidential=False, demand_class__isnull=False).exclude(text="")
    rows = taught.order_by("-pk").values_list("pk", "text", "demand_class")[:most]
    return [(pk, text, known[class_id]) for pk, text, class_id in reversed(rows) if class_id is not None]


def _offer(
    found: Suggestion, place: int, demand_class: DemandClass, area_id: int | None, day: date
) -> ClassOffer:
    share = found.share[place] if found.share else None
    return ClassOffer(demand_class, share, unit_for(demand_class.pk, area_id, day))


def _load(pk: int, digest: str) -> LoadedModel:
    content = bytes(LearntModel.objects.values_list("content", flat=True).get(pk=pk))
    try:
        if sha256(content).hexdigest() != digest:
            raise DamagedModel
        return LoadedModel(from_bytes(content))
    except DamagedModel:
        LOG.warning("model of suggestions damaged", extra={"subject": f"SUGGESTION-{pk}"})
        return LoadedModel(None, is_damaged=True)
