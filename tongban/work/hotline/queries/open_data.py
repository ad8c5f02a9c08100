"""What the office has laid down for demands, as open data: classes under keys that last, limits, what a line is."""

from datetime import date
from typing import Any

from tongban.work.hotline.models import DemandClass, Kind, OrderLimit
from tongban.work.hotline.rules.clocks import usual_days


def published_rules(day: date) -> dict[str, Any]:
    """Return classes with all their names, the office's limits, and the usual days of each kind on a day."""
    classes = DemandClass.objects.select_related("parent", "merged_into").prefetch_related("names")
    limits = OrderLimit.objects.select_related("line", "demand_class").filter(in_force_on__lte=day)
    return {
        "day": day.isoformat(),
        "classes": [_class(each) for each in classes],
        "limits": [_limit(each) for each in limits],
        "usual_working_days": {kind: usual_days(kind, day) for kind in Kind.values},
    }


def _class(found: DemandClass) -> dict[str, Any]:
    return {
        "key": found.key,
        "name": found.name,
        "parent": found.parent.key if found.parent else None,
        "since": found.since.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "merged_into": found.merged_into.key if found.merged_into else None,
        "names": [{"name": each.name, "since": each.since.isoformat()} for each in found.names.all()],
    }


def _limit(found: OrderLimit) -> dict[str, Any]:
    return {
        "line": found.line.code if found.line else None,
        "kind": found.kind or None,
        "class": found.demand_class.key if found.demand_class else None,
        "working_days": found.days,
        "in_force_on": found.in_force_on.isoformat(),
        "source": found.source,
    }
