"""The database refuses to change or remove a kept value: a later one stands beside it."""

from django.db import migrations

STAYS = """
CREATE TRIGGER insight_keptvalue_stays BEFORE UPDATE OR DELETE ON insight_keptvalue
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
"""
MAY_GO = """
DROP TRIGGER insight_keptvalue_stays ON insight_keptvalue;
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("ledger", "0005_rows_that_stay")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
