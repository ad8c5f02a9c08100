"""The index of a budget's number is called as a new installation calls it; there this finds nothing to do."""

from django.db import migrations

RENAME = """
ALTER INDEX IF EXISTS budget_budget_reference_9e429ee6_uniq RENAME TO budget_budget_reference_key;
"""


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_initial")]
    operations = [migrations.RunSQL(RENAME, migrations.RunSQL.noop)]
