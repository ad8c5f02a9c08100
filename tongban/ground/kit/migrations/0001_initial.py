"""Files, working days, runs of the server; two tables without a model: the shared cache and the throttle."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CACHE = """
-- What all server processes share: counters of failures and used one-time codes.
CREATE TABLE kit_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX kit_cache_expires ON kit_cache (expires);
"""
THROTTLE = """
-- How often a key was asked: lost in a crash without harm, so it costs no write to the journal.
CREATE UNLOGGED TABLE kit_throttle (
    key varchar(64) PRIMARY KEY,
    worked_off_at timestamptz NOT NULL
);
"""


class Migration(migrations.Migration):
    replaces = [
        ("kit", "0002_initial"),
        ("kit", "0003_cache"),
        ("kit", "0004_calendar_notice"),
        ("kit", "0005_throttle"),
        ("kit", "0006_counted_days_and_service_runs"),
        ("kit", "0007_clock_watch"),
        ("kit", "0008_run_ended"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="SHA-256")),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("media_type", models.CharField(max_length=100, verbose_name="Media type")),
                ("size_bytes", models.PositiveBigIntegerField(verbose_name="Size in bytes")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Uploaded by"
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="Uploaded at")),
            ],
            options={
                "verbose_name": "File",
                "verbose_name_plural": "Files",
                "ordering": ["-uploaded_at"],
                "constraints": [models.CheckConstraint(condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="file_digest_is_sha256")],
            },
        ),
        migrations.CreateModel(
            name="CountedDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="Day")),
                ("is_working", models.BooleanField(verbose_name="Working day")),
                ("running", models.PositiveIntegerField(verbose_name="Working days so far")),
            ],
            options={
                "verbose_name": "Counted day",
                "verbose_name_plural": "Counted days",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="ServiceRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(verbose_name="Started at")),
                ("last_beat_at", models.DateTimeField(verbose_name="Last heartbeat at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="Told to end at")),
                ("is_simulated", models.BooleanField(default=False, verbose_name="Invented for the demo")),
            ],
            options={
                "verbose_name": "Run of the server",
                "verbose_name_plural": "Runs of the server",
                "ordering": ["started_at"],
                "constraints": [models.CheckConstraint(condition=models.Q(("last_beat_at__gte", models.F("started_at"))), name="run_beats_after_it_starts")],
            },
        ),
        migrations.CreateModel(
            name="ClockWatch",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("seen_at", models.DateTimeField(null=True, verbose_name="Last believed at")),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[("ahead", "The clock jumped forwards, or nothing ran for long"), ("behind", "The clock went backwards")],
                        max_length=8,
                        verbose_name="Doubt",
                    ),
                ),
                ("known_at", models.DateTimeField(null=True, verbose_name="Last time known")),
                ("found_at", models.DateTimeField(null=True, verbose_name="Time in doubt")),
                ("entries_until", models.BigIntegerField(default=0, verbose_name="Entries before the last confirmation")),
            ],
            options={
                "verbose_name": "Watch on the clock",
                "verbose_name_plural": "Watches on the clock",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_clock_watch"),
                    models.CheckConstraint(
                        condition=models.Q(("doubt", ""), models.Q(("found_at__isnull", False), ("known_at__isnull", False)), _connector="OR"),
                        name="doubt_has_times",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                ("notice", models.CharField(max_length=200, verbose_name="Title of the notice")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="Number of the notice")),
                ("url", models.URLField(blank=True, verbose_name="Address")),
                ("published_on", models.DateField(verbose_name="Published on")),
                ("off", models.JSONField(default=list, verbose_name="Days off")),
                ("make_up", models.JSONField(default=list, verbose_name="Weekend days worked")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Notice of working days",
                "verbose_name_plural": "Notices of working days",
                "ordering": ["year", "pk"],
            },
        ),
        migrations.RunSQL(CACHE, "DROP TABLE kit_cache"),
        migrations.RunSQL(THROTTLE, "DROP TABLE kit_throttle"),
    ]
