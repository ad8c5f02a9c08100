"""Marks of bad credit belong to people: whoever awards or decides asks for them. The table comes from the cases."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MARK = migrations.CreateModel(
    name="CreditMark",
    fields=[
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("kind", models.CharField(choices=[("false_promise", "False commitment"), ("bad_credit", "Serious bad credit")], max_length=14, verbose_name="Kind")),
        ("since", models.DateField(verbose_name="From")),
        ("until", models.DateField(verbose_name="Until")),
        ("reason", models.CharField(max_length=300, verbose_name="Why")),
        ("source", models.CharField(max_length=120, verbose_name="Document or case")),
        ("repaired_on", models.DateField(blank=True, null=True, verbose_name="Credit repaired on")),
        ("repair", models.CharField(blank=True, max_length=200, verbose_name="Document of the repair")),
        ("at", models.DateTimeField(verbose_name="At")),
        ("applicant", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="Applicant")),
        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
    ],
    options={
        "verbose_name": "Broken commitment or bad credit",
        "verbose_name_plural": "Broken commitments and bad credit",
        "ordering": ["-since", "-pk"],
        "indexes": [models.Index(fields=["applicant", "until"], name="credit_mark_by_applicant")],
        "constraints": [
            models.CheckConstraint(condition=models.Q(("until__gte", models.F("since"))), name="credit_mark_ends_after_it_begins"),
            models.CheckConstraint(condition=models.Q(("repaired_on__isnull", True), models.Q(("repair", ""), _negated=True), _connector="OR"), name="credit_repair_has_a_document"),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("people", "0006_names_in_pieces")]
    operations = [migrations.SeparateDatabaseAndState(state_operations=[MARK])]
