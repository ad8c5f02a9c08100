"""Entries carry a MAC and the transaction that wrote them; proven rows leave their images."""

from django.db import migrations, models

import tongban.ground.ledger.models

ACT = """
ALTER TABLE ledger_entry ADD COLUMN act bigint NOT NULL DEFAULT 0;
ALTER TABLE ledger_entry ALTER COLUMN act SET DEFAULT (pg_current_xact_id()::text)::bigint;
"""
REFUSE = """
CREATE TRIGGER ledger_row_image_append_only BEFORE UPDATE OR DELETE ON ledger_row_image
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_row_image_never_emptied BEFORE TRUNCATE ON ledger_row_image
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
ALTER TABLE ledger_row_image ENABLE ALWAYS TRIGGER ledger_row_image_append_only;
ALTER TABLE ledger_row_image ENABLE ALWAYS TRIGGER ledger_row_image_never_emptied;
CREATE FUNCTION ledger_next_image(told jsonb, change text, image jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE change WHEN 'I' THEN image WHEN 'U' THEN coalesce(told, '{}') || image END
$$;
CREATE AGGREGATE ledger_last_image(text, jsonb) (SFUNC = ledger_next_image, STYPE = jsonb);
"""
ALLOW = """
DROP AGGREGATE ledger_last_image(text, jsonb);
DROP FUNCTION ledger_next_image(jsonb, text, jsonb);
DROP TRIGGER ledger_row_image_never_emptied ON ledger_row_image;
DROP TRIGGER ledger_row_image_append_only ON ledger_row_image;
"""
CHANGES = [("I", "Came"), ("U", "Changed"), ("D", "Went")]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_last_of")]
    operations = [
        migrations.AddField(
            "entry", "key_id", models.CharField(blank=True, default="", max_length=8, verbose_name="Key"),
            preserve_default=False,
        ),
        migrations.AddField(
            "entry", "mac", models.CharField(blank=True, default="", max_length=64, verbose_name="MAC"),
            preserve_default=False,
        ),
        migrations.RunSQL(
            ACT,
            "ALTER TABLE ledger_entry DROP COLUMN act;",
            [
                migrations.AddField(
                    "entry",
                    "act",
                    models.BigIntegerField(
                        db_default=tongban.ground.ledger.models.THIS_ACT,
                        editable=False,
                        verbose_name="Transaction",
                    ),
                )
            ],
        ),
        migrations.AddIndex("entry", models.Index(fields=["act"], name="entry_by_act")),
        migrations.CreateModel(
            name="RowImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.BigIntegerField(verbose_name="Transaction")),
                ("table", models.CharField(max_length=63, verbose_name="Table")),
                ("row", models.CharField(max_length=64, verbose_name="Row")),
                ("change", models.CharField(choices=CHANGES, max_length=1, verbose_name="Change")),
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
        migrations.RunSQL(REFUSE, ALLOW),
    ]
