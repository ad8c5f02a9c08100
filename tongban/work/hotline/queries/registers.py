"""The registers as a process remembers them: asked for with every demand, changed a few times a month.

They are kept under the stamp that the database renews with every change, so that what is remembered is never old. Readers
share the rows and change none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from tongban.ground.ledger.memo import Memo
from tongban.ground.ledger.prepared_statements import run_prepared
from tongban.work.hotline.models import Area, DemandClass, LearntModel, Line, SuggestionRule
from tongban.work.hotline.suggestion.keywords import KeywordRule

STAMP = "SELECT changed_at FROM hotline_registerstamp"


@dataclass(frozen=True)
class Registers:
    """Lines, classes with names and questions, areas, keyword rules, and the newest model with its digest."""

    lines: tuple[Line, ...]
    classes: tuple[DemandClass, ...]
    areas: tuple[Area, ...]
    rules: tuple[SuggestionRule, ...]
    model: tuple[int, str] | None

    @cached_property
    def class_of(self) -> dict[str, DemandClass]:
        """Return every class by its key."""
        return {each.key: each for each in self.classes}

    def classes_on(self, day: date) -> list[DemandClass]:
        """Return the classes of a day by their keys."""
        return [each for each in self.classes if each.holds_on(day)]

    def open_on(self, day: date) -> list[DemandClass]:
        """Return the classes in which demands are filed on a day: those with none under them."""
        found = self.classes_on(day)
        parents = {each.parent_id for each in found}
        return [each for each in found if each.pk not in parents]

    def open_class(self, key: str, day: date) -> DemandClass | None:
        """Return the class of a key, if demands are filed in it on a day."""
        return next((each for each in self.open_on(day) if each.key == key), None)

    def rules_on(self, day: date) -> list[KeywordRule]:
        """Return the keyword rules that hold on a day."""
        rules = (rule for rule in self.rules if rule.holds_on(day))
        return [KeywordRule(tuple(rule.words), rule.demand_class.key) for rule in rules]

    def main_line(self, day: date) -> Line | None:
        """Return the line on which demands from outside come in."""
        lines = (line for line in self.lines if line.form == Line.Form.MAIN)
        return next((line for line in lines if line.since <= day <= (line.until or day)), None)

    def area_named_in(self, address: str) -> Area | None:
        """Return the area that an address names, the one with the longest name."""
        named = [area for area in self.areas if area.name in address]
        return max(named, key=lambda area: len(area.name), default=None)


_KEPT: Memo[datetime | None, Registers] = Memo("hotline.registers", 2)


def registers() -> Registers:
    """Return the registers as they are; without a stamp nothing has changed since the database was set up."""
    found = run_prepared(STAMP, [])
    return _KEPT.get(found[0][0] if found else None, _read)


def _read() -> Registers:
    classes = DemandClass.objects.select_related("parent__parent", "merged_into")
    return Registers(
        tuple(Line.objects.order_by("pk")),
        tuple(classes.prefetch_related("questions", "names")),
        tuple(Area.objects.all()),
        tuple(SuggestionRule.objects.select_related("demand_class")),
        LearntModel.objects.values_list("pk", "digest").first(),
    )
