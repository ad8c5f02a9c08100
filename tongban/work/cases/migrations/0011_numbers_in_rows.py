"""Numbers are counted in rows: the sequences of each series and year hand over how far they came, and go."""

import re
from importlib import import_module

from django.conf import settings
from django.db import migrations

SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = 'public' AND sequencename ~ '^cases_(case|paper_[a-z_]+|licence_.+)_[0-9]{4}$'
"""
WORDS = {
    "receipt": "收",
    "completion": "补",
    "acceptance": "受",
    "non_acceptance": "不受",
    "special": "特",
    "extension": "延",
    "hearing_offer": "听告",
    "hearing_notice": "听通",
    "grant": "准",
    "refusal": "不准",
    "delivery": "达",
    "revocation": "撤",
}


def series_of(apps):
    """Return the name and the form of each series by what its sequences were called."""
    document, licence = "{name}〔{year}〕{place}号", "{name}{year}{place:06d}"
    series = {f"paper_{kind}": (f"{settings.PAPER_PREFIX}{word}", document) for kind, word in WORDS.items()}
    series["case"] = ("CASE", "{name}-{year}-{place:06d}")
    for code in apps.get_model("catalogue", "LicenceType").objects.values_list("code", flat=True):
        series["licence_" + "".join(each if each.isalnum() else "_" for each in code.lower())] = (code, licence)
    return series


def hand_over(apps, schema_editor):
    series = series_of(apps)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for sequence, last in cursor.fetchall():
            name, year = re.fullmatch(r"cases_(.+)_(\d{4})", sequence).groups()
            if last is not None:
                kept = dict(zip(("name", "form"), series[name], strict=True), year=int(year), last=last)
                apps.get_model("matters", "NumberSeries").objects.create(**kept)
            cursor.execute(f"DROP SEQUENCE {schema_editor.quote_name(sequence)}")
        cursor.execute("DROP FUNCTION cases_next_number(text, integer, bigint)")


def hand_back(apps, schema_editor):
    called = {name_and_form: key for key, name_and_form in series_of(apps).items()}
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(import_module("tongban.work.cases.migrations.0010_numbers_by_function").NEXT_NUMBER)
        for row in apps.get_model("matters", "NumberSeries").objects.all():
            if key := called.get((row.name, row.form)):
                sequence = schema_editor.quote_name(f"cases_{key}_{row.year}")
                cursor.execute(f"CREATE SEQUENCE {sequence} START {row.last + 1}")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_numbers_by_function"),
        ("catalogue", "0004_on_site"),
        ("matters", "0002_number_series"),
    ]
    operations = [migrations.RunPython(hand_over, hand_back)]
