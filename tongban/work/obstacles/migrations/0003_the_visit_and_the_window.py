"""What could not be done names its visit and its window, not only their numbers as somebody typed them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hall", "0001_places_windows_appointments_tickets"), ("obstacles", "0002_appended_rows_stay")]
    operations = [
        migrations.AddField(
            model_name="obstacle",
            name="ticket",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hall.ticket",
                verbose_name="Visit",
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="window",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hall.window",
                verbose_name="Service window",
            ),
        ),
    ]
