"""The index of a log's number is called as a new installation calls it; there this finds nothing to do."""

from django.db import migrations

RENAME = """
ALTER INDEX IF EXISTS logs_log_reference_38e9b2eb_uniq RENAME TO logs_log_reference_key;
"""


class Migration(migrations.Migration):
    dependencies = [("logs", "0001_initial")]
    operations = [migrations.RunSQL(RENAME, migrations.RunSQL.noop)]
