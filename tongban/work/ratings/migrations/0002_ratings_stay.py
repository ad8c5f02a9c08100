"""The database refuses to change or remove a rating: a later opinion stands beside it."""

from django.db import migrations

STAYS = """
CREATE TRIGGER ratings_rating_stays BEFORE UPDATE OR DELETE ON ratings_rating
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
CREATE TRIGGER ratings_followup_stays BEFORE UPDATE OR DELETE ON ratings_followup
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
"""
MAY_GO = """
DROP TRIGGER ratings_followup_stays ON ratings_followup;
DROP TRIGGER ratings_rating_stays ON ratings_rating;
"""


class Migration(migrations.Migration):
    dependencies = [("ratings", "0001_initial"), ("ledger", "0005_rows_that_stay")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
