"""The cache that all server processes share: counters of failures and used one-time codes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE kit_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX kit_cache_expires ON kit_cache (expires);
            """,
            "DROP TABLE kit_cache",
        )
    ]
