"""The database refuses to change or remove who held an order when, and what was said, returned, decided and heard."""

from django.db import migrations

STAYING = (
    "holding",
    "return",
    "competencedecision",
    "reply",
    "orderextension",
    "callback",
    "classname",
    "sealeddemand",
    "sealedword",
)
STAYS = "\n".join(
    f"CREATE TRIGGER hotline_{name}_stays BEFORE UPDATE OR DELETE ON hotline_{name} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();"
    for name in STAYING
)
MAY_GO = "\n".join(f"DROP TRIGGER hotline_{name}_stays ON hotline_{name};" for name in STAYING)


class Migration(migrations.Migration):
    dependencies = [("hotline", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunSQL(STAYS, MAY_GO)]
