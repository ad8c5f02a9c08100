"""A saved view names its list by the address instead of by room and kind: two addresses serve every room."""

from django.db import migrations, models

BY_ADDRESS = """
UPDATE matters_savedview SET page = CASE
    WHEN page = 'cases-all' THEN '/cases/all/'
    WHEN page LIKE 'cases-%' THEN '/cases/work/' || substr(page, 7) || '/'
    WHEN page = 'ratings-all' THEN '/ratings/'
    WHEN page LIKE 'ratings-%' THEN '/ratings/work/' || substr(page, 9) || '/'
    ELSE page END
"""
BY_NAME = """
UPDATE matters_savedview SET page = CASE
    WHEN page = '/cases/all/' THEN 'cases-all'
    WHEN page LIKE '/cases/work/%' THEN 'cases-' || rtrim(substr(page, 13), '/')
    WHEN page = '/ratings/' THEN 'ratings-all'
    WHEN page LIKE '/ratings/work/%' THEN 'ratings-' || rtrim(substr(page, 15), '/')
    ELSE left(page, 30) END
"""


class Migration(migrations.Migration):
    """From names of rooms and kinds to addresses."""

    dependencies = [("matters", "0001_initial")]
    operations = [
        migrations.AlterField("savedview", "page", models.CharField(max_length=200, verbose_name="List")),
        migrations.RunSQL(BY_ADDRESS, BY_NAME),
    ]
