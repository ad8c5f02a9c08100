"""The database refuses to change what a licence says, or to remove one; only its status moves."""

from django.db import migrations

STAYS = """
CREATE TRIGGER licences_licence_stays BEFORE UPDATE OR DELETE ON licences_licence
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('status', 'file_id');
"""
MAY_GO = """
DROP TRIGGER licences_licence_stays ON licences_licence;
"""


class Migration(migrations.Migration):
    dependencies = [("licences", "0001_initial"), ("ledger", "0005_rows_that_stay")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
