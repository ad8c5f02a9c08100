"""The register of bad credit goes to people with its rows; what was proven of them stays proven."""

from django.db import migrations

from tongban.ground.ledger.moved_rows import MovedRows

GOES = """
ALTER TABLE cases_creditmark RENAME TO people_creditmark;
ALTER SEQUENCE cases_creditmark_id_seq RENAME TO people_creditmark_id_seq;
"""
COMES_BACK = """
ALTER TABLE people_creditmark RENAME TO cases_creditmark;
ALTER SEQUENCE people_creditmark_id_seq RENAME TO cases_creditmark_id_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_saved_views_to_matters"), ("people", "0007_credit_mark")]
    moved_rows = (MovedRows("cases_creditmark", "people_creditmark"),)
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(GOES, COMES_BACK)],
            state_operations=[migrations.DeleteModel("CreditMark")],
        )
    ]
