"""A trigger for tables whose rows stay as they were written; it names the columns that may change."""

from django.db import migrations

STAYS = """
CREATE FUNCTION ledger_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was written stays: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Write a new row that corrects the old one.';
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_macs_and_images")]
    operations = [migrations.RunSQL(STAYS, "DROP FUNCTION ledger_row_stays();")]
