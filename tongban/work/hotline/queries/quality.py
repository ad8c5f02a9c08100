"""The quality of suggestions as the head of the hotline reads it: shares with their intervals, classes, the confusion table."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tongban.ground.matters.counted import Counted
from tongban.work.hotline.models import DemandClass, Order, SuggestionMeasurement
from tongban.work.hotline.queries.catalogue import successor_of
from tongban.work.hotline.suggestion.model import COVERAGE
from tongban.work.hotline.suggestion.quality import class_quality

MOST_SET = 2.0
"""So many classes are suggested on average at most, or nobody reads them."""
MOST_CONFUSED = 20


@dataclass(frozen=True)
class ClassRow:
    """One class: its name, orders, precision, recall, F1, and the coverage of its suggestions."""

    name: str
    orders: int
    precision: float
    recall: float
    f1: float
    covered: Counted


@dataclass(frozen=True)
class Confused:
    """So many orders of one class were taken for another."""

    true: str
    taken_for: str
    orders: int


def orders_with_classes(most: int) -> tuple[list[str], list[str]]:
    """Return what the newest orders say and the key of their class today, oldest first; nothing of confidential ones."""
    known = {each.pk: successor_of(each).key for each in DemandClass.objects.select_related("merged_into")}
    rows = Order.objects.filter(is_confidential=False, demand_class__isnull=False).order_by(
        "-registered_at", "-pk"
    )
    taken = list(rows.values_list("text", "demand_class")[:most])[::-1]
    return [text for text, _ in taken], [known[key] for _, key in taken if key is not None]


def quality_page() -> dict[str, Any]:
    """Return what stands on the page of quality: the newest measurement, worked out, and those before it."""
    rows = list(SuggestionMeasurement.objects.all()[:12])
    return {"found": worked_out(rows[0]) if rows else None, "earlier": [worked_out(row) for row in rows[1:]]}


def worked_out(row: SuggestionMeasurement) -> dict[str, Any]:
    """Return the shares, classes and confusions of a measurement."""
    names = dict(DemandClass.objects.values_list("key", "name"))
    confusion = Counter({(true, first): count for true, first, count in row.confusion})
    classes = [
        class_quality(key, confusion, Counted(covered, spoken))
        for key, spoken, covered in row.covered_by_class
    ]
    covered = Counted(row.covered, row.spoken)
    mean_set = row.keys / max(row.spoken, 1)
    return {
        "row": row,
        "right": Counted(row.right, row.measured),
        "covered": covered,
        "spoken": Counted(row.spoken, row.measured),
        "mean_set": mean_set,
        "macro_f1": sum(each.f1 for each in classes) / max(len(classes), 1),
        "is_kept": covered.interval[1] >= COVERAGE and mean_set <= MOST_SET,
        "promise": COVERAGE,
        "most_set": MOST_SET,
        "classes": [
            ClassRow(
                names.get(each.key, each.key),
                each.demands,
                each.precision,
                each.recall,
                each.f1,
                each.covered,
            )
            for each in classes
        ],
        "confused": [
            Confused(names.get(true, true), names.get(first, first), count)
            for (true, first), count in confusion.most_common()
            if true != first
        ][:MOST_CONFUSED],
    }
