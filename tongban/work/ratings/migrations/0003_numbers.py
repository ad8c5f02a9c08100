"""Bad ratings are numbered by their series."""

from django.db import migrations

BEGIN = """
INSERT INTO matters_numberseries (name, form, year, last)
SELECT 'BAD', '{name}-{year}-{place:06d}', split_part(reference, '-', 2)::int, max(split_part(reference, '-', 3)::bigint)
FROM ratings_badrating WHERE reference ~ '^BAD-[0-9]{4}-[0-9]+$' GROUP BY 3;
"""


class Migration(migrations.Migration):
    dependencies = [("ratings", "0002_ratings_stay"), ("matters", "0002_number_series")]
    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]
