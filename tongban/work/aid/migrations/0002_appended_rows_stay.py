"""The database refuses to change or remove what was told to enterprises: policies sent, and news of policies."""

from django.db import migrations

TABLES = ("aid_sentpolicy", "aid_policynews")
STAYS = "".join(
    f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();\n"
    for table in TABLES
)
MAY_GO = "".join(f"DROP TRIGGER {table}_stays ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("aid", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
