"""The divisions of what is under way, indexed apart from the many cases that are closed."""

import django.contrib.postgres.indexes
from django.db import migrations, models

UNDER_WAY = ("filed", "incomplete", "completed", "accepted", "paused", "granted", "refused", "issued")


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_choice_of_delivery")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["divisions"],
                condition=models.Q(status__in=UNDER_WAY),
                name="case_under_way_by_division",
            ),
        ),
    ]
