"""Ratings and what follows a bad one. The database refuses to change or remove one: a later opinion stands beside it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = """
CREATE TRIGGER ratings_rating_stays BEFORE UPDATE OR DELETE ON ratings_rating
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
CREATE TRIGGER ratings_followup_stays BEFORE UPDATE OR DELETE ON ratings_followup
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
"""


class Migration(migrations.Migration):
    replaces = [("ratings", "0002_ratings_stay"), ("ratings", "0003_numbers")]

    initial = True

    dependencies = [
        ("ledger", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.CharField(max_length=40, unique=True, verbose_name="Matter")),
                ("item_name", models.CharField(max_length=160, verbose_name="Item")),
                ("division", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Division")),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Handled by",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="Applicant"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="Code of the link")),
                ("made_at", models.DateTimeField(verbose_name="Made at")),
            ],
            options={
                "verbose_name": "Invitation to rate",
                "verbose_name_plural": "Invitations to rate",
                "ordering": ["-made_at"],
                "indexes": [models.Index(fields=["division", "made_at"], name="invitation_by_division")],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("invitation", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="rating", to="ratings.invitation")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "Very satisfied"), (4, "Satisfied"), (3, "Mostly satisfied"), (2, "Dissatisfied"), (1, "Very dissatisfied")],
                        verbose_name="Level",
                    ),
                ),
                ("reasons", models.JSONField(blank=True, default=list, verbose_name="Reasons")),
                ("text", models.TextField(blank=True, verbose_name="In own words")),
                ("is_named", models.BooleanField(default=True, verbose_name="May be called back")),
                (
                    "channel",
                    models.CharField(
                        choices=[("web", "Portal"), ("qr", "QR code"), ("window", "Device at the window"), ("hotline", "Hotline 12345")],
                        max_length=8,
                        verbose_name="Channel",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Rating",
                "verbose_name_plural": "Ratings",
                "ordering": ["-at"],
                "constraints": [models.CheckConstraint(condition=models.Q(("level__gte", 1), ("level__lte", 5)), name="rating_has_one_of_five_levels")],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rating", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="follow_up", to="ratings.rating")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "Very satisfied"), (4, "Satisfied"), (3, "Mostly satisfied"), (2, "Dissatisfied"), (1, "Very dissatisfied")],
                        verbose_name="Level",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="In own words")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Follow-up rating",
                "verbose_name_plural": "Follow-up ratings",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="BadRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=20, unique=True, verbose_name="Number")),
                ("rating", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="work", to="ratings.rating")),
                ("division", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Division")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "To be contacted"),
                            ("contacted", "Being remedied"),
                            ("appealed", "Appealed"),
                            ("remedied", "To be called back"),
                            ("excluded", "Not counted"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("contact_due_on", models.DateField(verbose_name="Contact by")),
                ("remedy_due_on", models.DateField(verbose_name="Remedy by")),
                ("contacted_at", models.DateTimeField(blank=True, null=True, verbose_name="Contacted at")),
                ("account", models.TextField(blank=True, verbose_name="What was found")),
                ("remedied_at", models.DateTimeField(blank=True, null=True, verbose_name="Remedied at")),
                ("remedy", models.TextField(blank=True, verbose_name="What was done")),
                ("appeal", models.TextField(blank=True, verbose_name="Why the rating is thought mistaken")),
                (
                    "appealed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Appealed by",
                    ),
                ),
                ("ruling", models.TextField(blank=True, verbose_name="Ruling")),
                (
                    "ruled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Ruled by",
                    ),
                ),
                ("called_back_at", models.DateTimeField(blank=True, null=True, verbose_name="Called back at")),
                ("call_back", models.TextField(blank=True, verbose_name="What the call brought")),
            ],
            options={
                "verbose_name": "Bad rating",
                "verbose_name_plural": "Bad ratings",
                "ordering": ["remedy_due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["", "open", "appealed", "excluded"]), ("contacted_at__isnull", False), _connector="OR"),
                        name="bad_rating_worked_on_was_contacted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "excluded"), _negated=True),
                            models.Q(("ruled_by__isnull", False), models.Q(("ruling", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="bad_rating_excluded_was_ruled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("status", "closed"), _negated=True), ("called_back_at__isnull", False), _connector="OR"),
                        name="bad_rating_closed_was_called_back",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
