"""Whoever has many roles can act: their names together no longer have to fit 200 characters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A longer limit is a change of the catalogue alone; no row is written."""

    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.AlterField(
            "entry",
            "by_role",
            models.CharField(blank=True, max_length=2000, verbose_name="Role at the time"),
        ),
    ]
