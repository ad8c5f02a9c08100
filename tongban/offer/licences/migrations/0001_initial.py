"""Licences. The database refuses to change what one says, or to remove it; only its status moves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = """
CREATE TRIGGER licences_licence_stays BEFORE UPDATE OR DELETE ON licences_licence
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('status', 'file_id');
"""


class Migration(migrations.Migration):
    replaces = [("licences", "0002_content_stays")]

    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("kit", "0001_initial"),
        ("ledger", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, verbose_name="Licence number")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="Version")),
                ("type", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.licencetype", verbose_name="Type")),
                ("holder", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="Holder")),
                ("issuer", models.CharField(max_length=120, verbose_name="Issuing body")),
                ("case", models.CharField(blank=True, max_length=20, verbose_name="Case")),
                ("content", models.JSONField(blank=True, default=dict, verbose_name="Content")),
                ("valid_from", models.DateField(verbose_name="Valid from")),
                ("valid_until", models.DateField(blank=True, help_text="The last day, inclusive", null=True, verbose_name="Valid until")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("valid", "Valid"),
                            ("suspended", "Suspended"),
                            ("revoked", "Revoked"),
                            ("cancelled", "Cancelled"),
                            ("replaced", "Replaced by a newer version"),
                        ],
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("check_code", models.CharField(max_length=24, unique=True, verbose_name="Code for checking")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="As issued"
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="Issued at")),
                ("is_example", models.BooleanField(default=False, verbose_name="Invented for the demo")),
            ],
            options={
                "verbose_name": "Licence",
                "verbose_name_plural": "Licences",
                "ordering": ["-issued_at"],
                "indexes": [models.Index(fields=["holder", "type"], name="licence_by_holder")],
                "constraints": [
                    models.UniqueConstraint(fields=("number", "version"), name="licence_version_once"),
                    models.UniqueConstraint(condition=models.Q(("status__in", ["valid", "suspended"])), fields=("number",), name="licence_live_in_one_version"),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"),
                        name="licence_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LicenceUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("licence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="licences.licence")),
                ("matter", models.CharField(max_length=60, verbose_name="Matter")),
                ("purpose", models.CharField(max_length=200, verbose_name="Purpose")),
                (
                    "by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By"),
                ),
                ("consented_at", models.DateTimeField(verbose_name="Holder consented at")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Use of a licence",
                "verbose_name_plural": "Uses of licences",
                "ordering": ["-at"],
            },
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
