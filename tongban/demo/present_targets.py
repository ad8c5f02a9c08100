"""The account of the present year, its targets approved and watched: what dashboards hold the year to."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from tongban.account.evaluation.actions import intake, transitions, year_parts, year_units
from tongban.account.evaluation.models import Evaluation, Indicator
from tongban.account.insight.definitions import metric
from tongban.demo.year.plan import DATA, scaled
from tongban.ground.people.models import BudgetUnit, Department, User

TARGETS: tuple[tuple[str, str, str], ...] = (
    ("hall-cases", ">=", "0.97"),
    ("new-market-entities", ">=", "1.15"),
    ("decided-as-promised", ">=", "99"),
    ("satisfaction", ">=", "98"),
    ("worked-days-median", "<=", "3"),
    ("bad-ratings-remedied", ">=", "100"),
)
"""What each metric is held to: of what is counted, by how much of what the demo's year brings."""
EDITION = "年度目标"
OF_THE_YEAR = {"hall-cases": "hall", "new-market-entities": "market_entities"}


@transaction.atomic
def load_present_targets(year: int, scale: Decimal, people: Mapping[str, User]) -> None:
    """Open the year, declare its targets and let them be approved, once."""
    bureau, clerk = Department.objects.get(code="DEMO-BUREAU"), people["performance_clerk"]
    if Evaluation.objects.filter(department=bureau, year=year).exists():
        return
    opened, declared, approved = (datetime(year, 1, day, 2, tzinfo=UTC) for day in (4, 8, 15))
    found = intake.open_year(bureau, year, edition=EDITION, by=clerk, at=opened)
    for code, operator, value in TARGETS:
        year_parts.add(Indicator, found, by=clerk, at=opened, **_indicator(code, operator, value, scale))
    year_parts.change(found, by=clerk, at=opened, changes={"is_example": True})
    found.refresh_from_db()
    year_units.choose_units(found, BudgetUnit.objects.filter(department=bureau), by=clerk, at=opened)
    transitions.transition(found, "declare", by=clerk, at=declared)
    transitions.transition(found, "approve_targets", by=people["finance_reviewer"], at=approved)


def _indicator(code: str, operator: str, value: str, scale: Decimal) -> dict[str, Any]:
    defined = metric(code)
    name = OF_THE_YEAR.get(code)
    target = Decimal(scaled(DATA["published"][name], scale * Decimal(value))) if name else Decimal(value)
    return {
        "level1": "履职",
        "level2": "产出数量" if name else "产出质量",
        "name": defined.label,
        "operator": operator,
        "target": target,
        "unit": defined.unit,
        "better": "lower" if operator == "<=" else "higher",
        "formula": f"按业务记录自动取数（指标 {code}）",
        "bound_to": f"业务.{defined.label}",
        "owner": "办公室（示例）",
    }
