"""The database refuses to change or remove what was posted: a mistake is posted back."""

from django.db import migrations

STAYS = """
CREATE TRIGGER budget_payment_stays BEFORE UPDATE OR DELETE ON budget_payment
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
CREATE TRIGGER budget_adjustment_stays BEFORE UPDATE OR DELETE ON budget_adjustment
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
"""
MAY_GO = """
DROP TRIGGER budget_payment_stays ON budget_payment;
DROP TRIGGER budget_adjustment_stays ON budget_adjustment;
"""


class Migration(migrations.Migration):
    dependencies = [("budget", "0003_posted_back"), ("ledger", "0005_rows_that_stay")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
