"""How often a key was asked: lost in a crash without harm, so it costs no write to the journal."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kit", "0004_calendar_notice")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE kit_throttle (
                key varchar(64) PRIMARY KEY,
                worked_off_at timestamptz NOT NULL
            );
            """,
            "DROP TABLE kit_throttle",
        )
    ]
