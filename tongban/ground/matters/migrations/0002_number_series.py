"""How far each series of numbers has come in a year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [
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
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1900), ("year__lte", 9999)),
                        name="series_of_a_year_of_four_digits",
                    ),
                    models.UniqueConstraint(fields=("name", "year"), name="series_once_a_year"),
                ],
            },
        ),
    ]
