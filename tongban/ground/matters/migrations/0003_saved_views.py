import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0002_number_series"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.SlugField(max_length=30, verbose_name="List")),
                ("name", models.CharField(max_length=40, verbose_name="Name")),
                ("query", models.CharField(max_length=600, verbose_name="Filters")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Saved view",
                "verbose_name_plural": "Saved views",
                "ordering": ["page", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "page", "name"), name="view_named_once_by_its_owner"
                    )
                ],
            },
        ),
    ]
