"""The pieces of the search become a vector: one look into its index finds any of several words, and checks cost little."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations

AS_VECTOR = "ALTER TABLE catalogue_searchtext ALTER COLUMN pieces TYPE tsvector USING array_to_tsvector(pieces::text[])"
AS_ARRAY = "ALTER TABLE catalogue_searchtext ALTER COLUMN pieces TYPE varchar(12)[] USING tsvector_to_array(pieces)::varchar(12)[]"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RemoveIndex("SearchText", "catalogue_search_pieces"),
        migrations.RunSQL(
            AS_VECTOR,
            AS_ARRAY,
            state_operations=[migrations.AlterField("SearchText", "pieces", SearchVectorField(verbose_name="Pieces"))],
        ),
        migrations.AddIndex("SearchText", GinIndex(fields=["pieces"], name="catalogue_search_pieces")),
    ]
