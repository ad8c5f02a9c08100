import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("matters", "0002_number_series"), ("matters", "0003_saved_views")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyRun",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name="Name")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("running", "Running"), ("done", "Done"), ("failed", "Went wrong"), ("stopped", "Stopped: the clock is in doubt")],
                        default="running",
                        max_length=10,
                        verbose_name="Outcome",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="Last run")),
                ("succeeded_at", models.DateTimeField(blank=True, null=True, verbose_name="Last success")),
                ("next_at", models.DateTimeField(verbose_name="Next run")),
                ("count", models.PositiveIntegerField(blank=True, null=True, verbose_name="Result")),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="Failures in a row")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="Error")),
            ],
            options={
                "verbose_name": "Run of a duty",
                "verbose_name_plural": "Runs of duties",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="Series")),
                ("form", models.CharField(max_length=60, verbose_name="How a number is written")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                ("last", models.PositiveBigIntegerField(verbose_name="Last number")),
            ],
            options={
                "verbose_name": "Series of numbers",
                "verbose_name_plural": "Series of numbers",
                "ordering": ["-year", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("name", "year"), name="series_once_a_year"),
                    models.CheckConstraint(condition=models.Q(("year__gte", 1900), ("year__lte", 9999)), name="series_of_a_year_of_four_digits"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("page", models.SlugField(max_length=30, verbose_name="List")),
                ("name", models.CharField(max_length=40, verbose_name="Name")),
                ("query", models.CharField(max_length=600, verbose_name="Filters")),
            ],
            options={
                "verbose_name": "Saved view",
                "verbose_name_plural": "Saved views",
                "ordering": ["page", "pk"],
                "constraints": [models.UniqueConstraint(fields=("owner", "page", "name"), name="view_named_once_by_its_owner")],
            },
        ),
    ]
