"""Kept values. The database refuses to change or remove one: a later one stands beside it."""

from django.db import migrations, models

STAYS = """
CREATE TRIGGER insight_keptvalue_stays BEFORE UPDATE OR DELETE ON insight_keptvalue
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
"""


class Migration(migrations.Migration):
    replaces = [("insight", "0002_values_stay")]

    initial = True

    dependencies = [
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="Metric")),
                ("first", models.DateField(verbose_name="First day")),
                ("last", models.DateField(verbose_name="Last day")),
                ("numerator", models.DecimalField(decimal_places=6, max_digits=24, null=True, verbose_name="Numerator")),
                ("denominator", models.DecimalField(decimal_places=6, max_digits=24, null=True, verbose_name="Denominator")),
                ("value", models.DecimalField(decimal_places=6, max_digits=24, null=True, verbose_name="Value")),
                ("rows", models.PositiveBigIntegerField(verbose_name="Rows counted")),
                ("engine", models.CharField(max_length=12, verbose_name="Engine")),
                ("definition", models.CharField(max_length=64, verbose_name="Digest of the definition")),
                ("manifest", models.CharField(blank=True, max_length=64, verbose_name="Digest of the snapshot")),
                ("computed_at", models.DateTimeField(verbose_name="Computed at")),
            ],
            options={
                "verbose_name": "Value of a metric",
                "verbose_name_plural": "Values of metrics",
                "ordering": ["code", "first", "computed_at"],
                "indexes": [models.Index(fields=["code", "first", "last", "-computed_at"], name="value_latest")],
            },
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
