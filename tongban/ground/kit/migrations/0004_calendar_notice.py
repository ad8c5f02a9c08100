import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kit", "0003_cache"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("at", models.DateTimeField(verbose_name="At")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
            ],
            options={
                "verbose_name": "Notice of working days",
                "verbose_name_plural": "Notices of working days",
                "ordering": ["year", "pk"],
            },
        ),
    ]
