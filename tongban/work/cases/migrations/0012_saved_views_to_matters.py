from django.db import migrations

# what readers have kept goes along, each view under the name of its room
MOVE = """
INSERT INTO matters_savedview (owner_id, page, name, query)
SELECT owner_id, 'cases-' || page, name, query FROM cases_savedview ORDER BY id
"""
BACK = """
INSERT INTO cases_savedview (owner_id, page, name, query)
SELECT owner_id, substr(page, 7), name, query FROM matters_savedview WHERE page LIKE 'cases-%' ORDER BY id
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_numbers_in_rows"), ("matters", "0003_saved_views")]

    operations = [migrations.RunSQL(MOVE, BACK), migrations.DeleteModel("SavedView")]
