"""The database refuses to change or remove who was asked, an opinion, a merged opinion and a corrected set."""

from django.db import migrations

TABLES = (
    "construction_askedbody",
    "construction_opinion",
    "construction_mergedopinion",
    "construction_correctedset",
)
STAYS = "".join(
    f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();\n"
    for table in TABLES
)
MAY_GO = "".join(f"DROP TRIGGER {table}_stays ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("construction", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
