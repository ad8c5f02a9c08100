"""Event logs are numbered by their series; what has a number keeps it."""

from django.db import migrations, models

NUMBER_LOG = """
UPDATE logs_log SET reference = 'LOG-' || extract(year FROM at AT TIME ZONE 'Asia/Shanghai') || '-' || lpad(id::text, greatest(4, length(id::text)), '0');
INSERT INTO matters_numberseries (name, form, year, last)
SELECT 'LOG', '{name}-{year}-{place:06d}', extract(year FROM at AT TIME ZONE 'Asia/Shanghai'), max(id) FROM logs_log GROUP BY 3;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("logs", "0001_initial"), ("matters", "0002_number_series")]
    operations = [
        migrations.AddField(
            "log", "reference", models.CharField("Number", max_length=20, default="", editable=False), preserve_default=False
        ),
        migrations.RunSQL(NUMBER_LOG, migrations.RunSQL.noop),
        migrations.AlterField(
            "log", "reference", models.CharField("Number", max_length=20, unique=True, editable=False)
        ),
    ]
