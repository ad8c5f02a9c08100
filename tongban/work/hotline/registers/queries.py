"""What the pages of the registers ask: the tree of classes, why a limit."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from tongban.work.hotline.models import DemandClass, Line, OrderLimit
from tongban.work.hotline.queries.catalogue import closest_limit
from tongban.work.hotline.rules.clocks import usual_days


class Trial(NamedTuple):
    """The working days that an order would get, and the row because of which; without one, the usual term."""

    days: int
    limit: OrderLimit | None


def tree() -> list[DemandClass]:
    """Return all classes, each under the one that it is part of, with its depth."""
    under: defaultdict[int | None, list[DemandClass]] = defaultdict(list)
    for each in DemandClass.objects.select_related("parent", "merged_into").order_by("key"):
        under[each.parent_id].append(each)
    found: list[DemandClass] = []

    def walk(parent: int | None, depth: int) -> None:
        for each in under[parent]:
            each.depth = depth  # type: ignore[attr-defined]
            found.append(each)
            walk(each.pk, depth + 1)

    walk(None, 0)
    return found


def try_limits(line: Line, kind: str, demand_class: DemandClass | None, day: date) -> Trial:
    """Return what an order dispatched on a day would get."""
    limit = closest_limit(line.pk, kind, demand_class.pk if demand_class else None, day)
    return Trial(limit.days if limit else usual_days(kind, day), limit)
