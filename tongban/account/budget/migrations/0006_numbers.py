"""Budgets are numbered by their series; what has a number keeps it."""

from django.db import migrations, models

NUMBER_BUDGET = """
UPDATE budget_budget SET reference = 'BUDGET-' || year || '-' || lpad(id::text, greatest(4, length(id::text)), '0');
INSERT INTO matters_numberseries (name, form, year, last)
SELECT 'BUDGET', '{name}-{year}-{place:06d}', year, max(id) FROM budget_budget GROUP BY 3;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("budget", "0005_postings_stay"), ("matters", "0002_number_series")]
    operations = [
        migrations.AddField(
            "budget", "reference", models.CharField("Number", max_length=20, default="", editable=False), preserve_default=False
        ),
        migrations.RunSQL(NUMBER_BUDGET, migrations.RunSQL.noop),
        migrations.AlterField(
            "budget", "reference", models.CharField("Number", max_length=20, unique=True, editable=False)
        ),
    ]
