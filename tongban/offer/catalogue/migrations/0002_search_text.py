"""The search: one row for each published version."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="catalogue.itemversion",
                    ),
                ),
                ("name", models.TextField(verbose_name="Name")),
                ("words", models.TextField(blank=True, verbose_name="Citizens' words")),
                ("body", models.TextField(blank=True, verbose_name="Text")),
                ("sounds", models.TextField(blank=True, verbose_name="Sounds")),
                (
                    "pieces",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), size=None, verbose_name="Pieces"
                    ),
                ),
            ],
            options={
                "verbose_name": "Text for the search",
                "verbose_name_plural": "Texts for the search",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["pieces"], name="catalogue_search_pieces"
                    )
                ],
            },
        ),
    ]
