import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("logs", "0002_numbers")]

    initial = True

    dependencies = [
        ("kit", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Log",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="Number")),
                ("name", models.CharField(max_length=200, verbose_name="File")),
                (
                    "file",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="File as uploaded"),
                ),
                ("kind", models.CharField(max_length=8, verbose_name="Format")),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Uploaded by"),
                ),
                ("at", models.DateTimeField(verbose_name="Uploaded at")),
                ("mapping", models.JSONField(blank=True, default=dict, verbose_name="Columns")),
                ("imported_at", models.DateTimeField(blank=True, null=True, verbose_name="Imported at")),
                ("traces_count", models.PositiveIntegerField(default=0, verbose_name="Cases")),
                ("events_count", models.PositiveIntegerField(default=0, verbose_name="Events")),
                ("variants_count", models.PositiveIntegerField(default=0, verbose_name="Variants")),
                ("first_at", models.DateTimeField(blank=True, null=True, verbose_name="First event")),
                ("last_at", models.DateTimeField(blank=True, null=True, verbose_name="Last event")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="Removed at")),
                ("removal", models.CharField(blank=True, max_length=300, verbose_name="Why it was removed")),
            ],
            options={
                "verbose_name": "Event log",
                "verbose_name_plural": "Event logs",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("removed_at__isnull", True)), fields=("file",), name="log_stands_once_per_file"),
                    models.CheckConstraint(
                        condition=models.Q(("removed_at__isnull", True), models.Q(("removal", ""), _negated=True), _connector="OR"),
                        name="log_removed_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("imported_at__isnull", True), ("events_count__gte", 1), _connector="OR"), name="log_imported_has_events"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="traces", to="logs.log", verbose_name="Event log")),
                ("reference", models.CharField(max_length=200, verbose_name="Case number")),
                ("area", models.CharField(blank=True, max_length=200, verbose_name="Area")),
                ("attributes", models.JSONField(blank=True, default=dict, verbose_name="Further particulars")),
                ("began_at", models.DateTimeField(verbose_name="First event")),
                ("ended_at", models.DateTimeField(verbose_name="Last event")),
                ("events_count", models.PositiveIntegerField(verbose_name="Events")),
                ("variant", models.CharField(max_length=64, verbose_name="Variant")),
            ],
            options={
                "verbose_name": "Historical case",
                "verbose_name_plural": "Historical cases",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["log", "variant"], name="trace_by_variant")],
                "constraints": [
                    models.UniqueConstraint(fields=("log", "reference"), name="trace_once_in_a_log"),
                    models.CheckConstraint(condition=models.Q(("ended_at__gte", models.F("began_at"))), name="trace_ends_after_it_begins"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "trace",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="events", to="logs.trace", verbose_name="Historical case"),
                ),
                ("position", models.PositiveIntegerField(verbose_name="Number")),
                ("activity", models.CharField(max_length=200, verbose_name="Activity")),
                ("at", models.DateTimeField(verbose_name="At")),
                ("resource", models.CharField(blank=True, max_length=200, verbose_name="Resource")),
                ("lifecycle", models.CharField(blank=True, max_length=40, verbose_name="Transition")),
                ("attributes", models.JSONField(blank=True, default=dict, verbose_name="Further particulars")),
            ],
            options={
                "verbose_name": "Event of a log",
                "verbose_name_plural": "Events of logs",
                "ordering": ["trace", "position"],
                "constraints": [models.UniqueConstraint(fields=("trace", "position"), name="event_numbered_once")],
            },
        ),
    ]
