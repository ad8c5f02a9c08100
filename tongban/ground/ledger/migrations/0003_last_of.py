"""One round trip to wait for a subject's other writers and read the last entry of its chain."""

from django.db import migrations

LAST_OF = """
CREATE FUNCTION ledger_last_of(subject_ text, OUT number integer, OUT hash text)
LANGUAGE plpgsql VOLATILE STRICT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(subject_, 5121));
    SELECT entry.number, entry.hash INTO number, hash
    FROM ledger_entry AS entry WHERE entry.subject = subject_ ORDER BY entry.number DESC LIMIT 1;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(LAST_OF, "DROP FUNCTION ledger_last_of(text);")]
