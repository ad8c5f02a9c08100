"""The database refuses to change or remove what was drawn, marked, entered, ruled on and reported."""

from django.db import migrations

STAYING = ("sampleplan", "sampledorder", "criterionmark", "valueentry", "valueruling")
STAYS = "\n".join(
    f"CREATE TRIGGER inspection_{name}_stays BEFORE UPDATE OR DELETE ON inspection_{name} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();"
    for name in STAYING
)
PAPER_STAYS = (
    "CREATE TRIGGER inspection_evaluationpaper_stays BEFORE UPDATE OR DELETE ON inspection_evaluationpaper "
    "FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('file_id');"
)
MAY_GO = "\n".join(
    f"DROP TRIGGER inspection_{name}_stays ON inspection_{name};" for name in (*STAYING, "evaluationpaper")
)


class Migration(migrations.Migration):
    dependencies = [("inspection", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunSQL(f"{STAYS}\n{PAPER_STAYS}", MAY_GO)]
