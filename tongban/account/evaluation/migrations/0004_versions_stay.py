"""The database refuses to change or remove a frozen version; only the day of its publication comes later."""

from django.db import migrations

STAYS = """
CREATE TRIGGER evaluation_version_stays BEFORE UPDATE OR DELETE ON evaluation_version
    FOR EACH ROW WHEN (OLD.digest <> '') EXECUTE FUNCTION ledger_row_stays('published_at');
"""
MAY_GO = """
DROP TRIGGER evaluation_version_stays ON evaluation_version;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_task_without_money"), ("ledger", "0005_rows_that_stay")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
