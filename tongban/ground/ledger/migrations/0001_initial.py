"""Entries, seals, images of rows and whose ledger it is. The database refuses to change or remove them, whoever asks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tongban.ground.ledger.models

KEPT = ("ledger_entry", "ledger_seal", "ledger_row_image", "ledger_installation")
FUNCTIONS = """
-- A trigger for tables of which nothing may be changed or removed.
CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation',
              HINT = 'Write a new entry that corrects the old one.';
END
$$;
-- A trigger for tables whose rows stay as they were written; it names the columns that may change.
CREATE FUNCTION ledger_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was written stays: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Write a new row that corrects the old one.';
END
$$;
-- One round trip to wait for a subject's other writers and read the last entry of its chain.
CREATE FUNCTION ledger_last_of(subject_ text, OUT number integer, OUT hash text)
LANGUAGE plpgsql VOLATILE STRICT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(subject_, 5121));
    SELECT entry.number, entry.hash INTO number, hash
    FROM ledger_entry AS entry WHERE entry.subject = subject_ ORDER BY entry.number DESC LIMIT 1;
END
$$;
-- What the images of a row, in order, leave of it.
CREATE FUNCTION ledger_next_image(told jsonb, change text, image jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE change WHEN 'I' THEN image WHEN 'U' THEN coalesce(told, '{}') || image END
$$;
CREATE AGGREGATE ledger_last_image(text, jsonb) (SFUNC = ledger_next_image, STYPE = jsonb);
"""
NO_FUNCTIONS = """
DROP AGGREGATE ledger_last_image(text, jsonb);
DROP FUNCTION ledger_next_image(jsonb, text, jsonb);
DROP FUNCTION ledger_last_of(text);
DROP FUNCTION ledger_row_stays();
DROP FUNCTION ledger_is_append_only();
"""
REFUSE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_never_emptied;
"""
TRIGGERS = "".join(REFUSE.format(table=table) for table in KEPT)


class Migration(migrations.Migration):
    replaces = [
        ("ledger", "0002_append_only"),
        ("ledger", "0003_last_of"),
        ("ledger", "0004_macs_and_images"),
        ("ledger", "0005_rows_that_stay"),
        ("ledger", "0006_installation"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=120, verbose_name="Subject")),
                ("number", models.PositiveIntegerField(verbose_name="Number")),
                ("kind", models.CharField(choices=[("move", "Move"), ("act", "Act")], max_length=8, verbose_name="Kind")),
                ("move", models.CharField(max_length=60, verbose_name="Move")),
                ("before", models.TextField(blank=True, verbose_name="Before")),
                ("after", models.TextField(blank=True, verbose_name="After")),
                ("basis", models.CharField(blank=True, max_length=120, verbose_name="Basis")),
                (
                    "by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By"),
                ),
                ("by_name", models.CharField(max_length=200, verbose_name="Name at the time")),
                ("by_role", models.CharField(blank=True, max_length=200, verbose_name="Role at the time")),
                ("at", models.DateTimeField(verbose_name="At")),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                ("payload", models.JSONField(blank=True, default=dict, verbose_name="Payload")),
                ("payload_digest", models.CharField(blank=True, max_length=64, verbose_name="Digest of the payload")),
                ("previous", models.CharField(max_length=64, verbose_name="Hash of the entry before")),
                ("hash", models.CharField(max_length=64, verbose_name="Hash")),
                ("key_id", models.CharField(blank=True, max_length=8, verbose_name="Key")),
                ("mac", models.CharField(blank=True, max_length=64, verbose_name="MAC")),
                ("act", models.BigIntegerField(db_default=tongban.ground.ledger.models._ThisAct(), editable=False, verbose_name="Transaction")),
            ],
            options={
                "verbose_name": "Ledger entry",
                "verbose_name_plural": "Ledger entries",
                "ordering": ["subject", "number"],
                "indexes": [models.Index(fields=["-at"], name="entry_latest"), models.Index(fields=["act"], name="entry_by_act")],
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "number"), name="entry_once_per_number"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="entry_numbers_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, verbose_name="Installation")),
                ("first_key", models.CharField(max_length=64, verbose_name="Fingerprint of the first key")),
                ("made_at", models.DateTimeField(verbose_name="At")),
                ("only", models.BooleanField(default=True, editable=False, unique=True)),
            ],
            options={
                "verbose_name": "Installation",
                "verbose_name_plural": "Installations",
                "constraints": [models.CheckConstraint(condition=models.Q(("only", True)), name="one_installation")],
            },
        ),
        migrations.CreateModel(
            name="RowImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.BigIntegerField(verbose_name="Transaction")),
                ("table", models.CharField(max_length=63, verbose_name="Table")),
                ("row", models.CharField(max_length=64, verbose_name="Row")),
                ("change", models.CharField(choices=[("I", "Came"), ("U", "Changed"), ("D", "Went")], max_length=1, verbose_name="Change")),
                ("image", models.JSONField(null=True, verbose_name="Columns")),
                ("is_free", models.BooleanField(default=False, verbose_name="Needs no act")),
            ],
            options={
                "verbose_name": "Image of a row",
                "verbose_name_plural": "Images of rows",
                "db_table": "ledger_row_image",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["table", "row"], name="image_by_row")],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="Number")),
                ("at", models.DateTimeField(verbose_name="At")),
                ("ranges", models.JSONField(verbose_name="Ranges of entries")),
                ("last_id", models.BigIntegerField(verbose_name="Last entry sealed")),
                ("count", models.PositiveIntegerField(verbose_name="Entries")),
                ("root", models.CharField(max_length=64, verbose_name="Merkle root")),
                ("previous", models.CharField(max_length=64, verbose_name="Hash of the seal before")),
                ("hash", models.CharField(max_length=64, verbose_name="Hash")),
                ("key_id", models.CharField(max_length=32, verbose_name="Key")),
                ("signature", models.CharField(max_length=200, verbose_name="Signature")),
            ],
            options={
                "verbose_name": "Seal",
                "verbose_name_plural": "Seals",
                "ordering": ["number"],
            },
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
