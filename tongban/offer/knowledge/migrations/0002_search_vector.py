"""The pieces of the search become a vector: one look into its index finds any of several words, and checks cost little."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations

AS_VECTOR = "ALTER TABLE knowledge_entrytext ALTER COLUMN pieces TYPE tsvector USING array_to_tsvector(pieces::text[])"
AS_ARRAY = "ALTER TABLE knowledge_entrytext ALTER COLUMN pieces TYPE varchar(12)[] USING tsvector_to_array(pieces)::varchar(12)[]"


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [
        migrations.RemoveIndex("EntryText", "knowledge_search_pieces"),
        migrations.RunSQL(
            AS_VECTOR,
            AS_ARRAY,
            state_operations=[migrations.AlterField("EntryText", "pieces", SearchVectorField(verbose_name="Pieces"))],
        ),
        migrations.AddIndex("EntryText", GinIndex(fields=["pieces"], name="knowledge_search_pieces")),
    ]
