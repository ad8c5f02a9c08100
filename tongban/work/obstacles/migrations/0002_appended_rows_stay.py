"""The database refuses to change or remove a run of the rules and an analysis that was issued."""

from django.db import migrations

TABLES = ("obstacles_rulerun", "obstacles_monthanalysis")
STAYS = "".join(
    f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();\n"
    for table in TABLES
)
MAY_GO = "".join(f"DROP TRIGGER {table}_stays ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
