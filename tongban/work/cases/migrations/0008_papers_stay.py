"""The database refuses to change or remove a paper that was issued."""

from django.db import migrations

STAYS = """
CREATE TRIGGER cases_paper_stays BEFORE UPDATE OR DELETE ON cases_paper
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('file_id');
"""
MAY_GO = """
DROP TRIGGER cases_paper_stays ON cases_paper;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_under_way"), ("ledger", "0005_rows_that_stay")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
