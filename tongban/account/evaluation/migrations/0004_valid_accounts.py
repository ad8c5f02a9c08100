"""Of the accounts published already, the one published last counts; the others of its year are superseded."""

from typing import Any

from django.db import migrations
from django.db.models import F, Max


def settle(apps: Any, _editor: Any) -> None:
    """Mark the budget of each published account as valid or superseded."""
    years = apps.get_model("evaluation", "Evaluation").objects.filter(versions__published_at__isnull=False)
    lines = apps.get_model("budget", "BudgetLine").objects
    newest_first = years.annotate(published_at=Max("versions__published_at")).order_by("-published_at", "-pk")
    seen: set[tuple[int, int]] = set()
    for year in newest_first.select_related("budget"):
        key = (year.department_id, year.year)
        year.budget.validity = "superseded" if key in seen else "valid"
        year.budget.valid_since = year.published_at
        year.budget.save(update_fields=["validity", "valid_since"])
        lines.filter(budget=year.budget_id).update(published_yuan=F("initial_yuan"))
        seen.add(key)


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0003_task_without_money"),
        ("budget", "0004_valid_account"),
    ]
    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
