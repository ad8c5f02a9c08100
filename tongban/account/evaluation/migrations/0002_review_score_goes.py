"""A column that nothing read goes, and indexes are called as a new installation calls them; there this finds nothing to do."""

from django.db import migrations

AS_NEW = """
ALTER TABLE evaluation_evaluation DROP COLUMN IF EXISTS review_score;
ALTER INDEX IF EXISTS evaluation_evaluation_reference_54a69b5e_uniq RENAME TO evaluation_evaluation_reference_key;
ALTER INDEX IF EXISTS evaluation_importedreport_reference_ecfe246d_uniq RENAME TO evaluation_importedreport_reference_key;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial")]
    operations = [migrations.RunSQL(AS_NEW, migrations.RunSQL.noop)]
