"""Names are found by any part of them: an index of their pieces of two letters (the wheel's server has no trigrams)."""

import django.contrib.postgres.indexes
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

PIECES = """
CREATE FUNCTION people_pieces(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(lower(name), place, 2)), '{}')
  FROM generate_series(1, greatest(length(name) - 1, 1)) AS place
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_applicants_verified")]
    operations = [
        migrations.RunSQL(PIECES, "DROP FUNCTION people_pieces(text);"),
        migrations.AddIndex(
            model_name="applicant",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("name", function="people_pieces", output_field=ArrayField(models.TextField())),
                name="applicant_by_name",
            ),
        ),
    ]
