"""Performance years and imported reports are numbered by their series; what has a number keeps it."""

from django.db import migrations, models

NUMBER_EVAL = """
UPDATE evaluation_evaluation SET reference = 'EVAL-' || year || '-' || lpad(id::text, greatest(4, length(id::text)), '0');
INSERT INTO matters_numberseries (name, form, year, last)
SELECT 'EVAL', '{name}-{year}-{place:06d}', year, max(id) FROM evaluation_evaluation GROUP BY 3;
SET CONSTRAINTS ALL IMMEDIATE;
"""
NUMBER_IMPORT = """
UPDATE evaluation_importedreport SET reference = 'IMPORT-' || lpad(id::text, greatest(6, length(id::text)), '0');
INSERT INTO matters_numberseries (name, form, year, last)
SELECT 'IMPORT', '{name}-{year}-{place:06d}', extract(year FROM imported_at AT TIME ZONE 'Asia/Shanghai'), max(id) FROM evaluation_importedreport GROUP BY 3;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0005_versions_stay"), ("matters", "0002_number_series")]
    operations = [
        migrations.AddField(
            "evaluation", "reference", models.CharField("Number", max_length=20, default="", editable=False), preserve_default=False
        ),
        migrations.RunSQL(NUMBER_EVAL, migrations.RunSQL.noop),
        migrations.AlterField(
            "evaluation", "reference", models.CharField("Number", max_length=20, unique=True, editable=False)
        ),
        migrations.AddField(
            "importedreport", "reference", models.CharField("Number", max_length=20, default="", editable=False), preserve_default=False
        ),
        migrations.RunSQL(NUMBER_IMPORT, migrations.RunSQL.noop),
        migrations.AlterField(
            "importedreport", "reference", models.CharField("Number", max_length=20, unique=True, editable=False)
        ),
    ]
