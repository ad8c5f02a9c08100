"""Staff, applicants and their mandates, marks of bad credit. Names are found by any part of them."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

PIECES = """
-- An index of the pieces of two letters: the wheel's server has no trigrams.
CREATE FUNCTION people_pieces(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(lower(name), place, 2)), '{}')
  FROM generate_series(1, greatest(length(name) - 1, 1)) AS place
$$;
"""


class Migration(migrations.Migration):
    replaces = [
        ("people", "0002_applicants"),
        ("people", "0003_user_acts_for"),
        ("people", "0004_data_officer"),
        ("people", "0005_applicants_verified"),
        ("people", "0006_names_in_pieces"),
        ("people", "0007_credit_mark"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(PIECES, "DROP FUNCTION people_pieces(text);"),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="Code")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="English name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("bureau", "Bureau"), ("division", "Division"), ("unit", "Subordinate unit"), ("finance_bureau", "Finance bureau")],
                        max_length=16,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Part of"
                    ),
                ),
            ],
            options={
                "verbose_name": "Department",
                "verbose_name_plural": "Departments",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(default=False, help_text="Designates whether the user can log into this admin site.", verbose_name="staff status"),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("display_name", models.CharField(max_length=80, verbose_name="Full name")),
                (
                    "department",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Department"
                    ),
                ),
                ("must_change_password", models.BooleanField(default=False, verbose_name="Must choose a new password")),
            ],
            options={
                "verbose_name": "Member of staff",
                "verbose_name_plural": "Staff",
                "ordering": ["username"],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Applicant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("person", "Person"), ("enterprise", "Enterprise")], max_length=10, verbose_name="Kind")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                (
                    "number_type",
                    models.CharField(
                        choices=[
                            ("citizen", "Citizen identity card"),
                            ("credit", "Unified social credit code"),
                            ("passport", "Passport"),
                            ("permit", "Permit of residents of Hong Kong, Macao or Taiwan"),
                        ],
                        max_length=10,
                        verbose_name="Type of number",
                    ),
                ),
                ("number", models.CharField(max_length=32, verbose_name="Identity number")),
                ("legal_representative", models.CharField(blank=True, max_length=80, verbose_name="Legal representative")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="Telephone")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Address")),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applicant",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Account",
                    ),
                ),
                (
                    "represented_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.applicant",
                        verbose_name="Legal representative in person",
                    ),
                ),
                (
                    "verified",
                    models.CharField(
                        choices=[("window", "Identity document seen at the window"), ("online", "Confirmed online"), ("pending", "Not verified yet")],
                        default="window",
                        max_length=8,
                        verbose_name="Verification",
                    ),
                ),
                ("is_example", models.BooleanField(default=False, verbose_name="Invented for the demo")),
            ],
            options={
                "verbose_name": "Applicant",
                "verbose_name_plural": "Applicants",
                "ordering": ["name", "pk"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            "name", function="people_pieces", output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)
                        ),
                        name="applicant_by_name",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("verified", "pending"), _negated=True), fields=("number_type", "number"), name="applicant_known_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "enterprise"), ("number_type", "credit")),
                            models.Q(("kind", "person"), models.Q(("number_type", "credit"), _negated=True)),
                            _connector="OR",
                        ),
                        name="applicant_number_fits_its_kind",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="acts_for",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="System of"
            ),
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates_given", to="people.applicant", verbose_name="Principal"
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mandates_held", to="people.applicant", verbose_name="Agent"),
                ),
                ("since", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, help_text="The last day, inclusive", null=True, verbose_name="Until")),
                ("matters", models.CharField(blank=True, max_length=200, verbose_name="For which matters")),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Codes of items; none means every item",
                        size=None,
                        verbose_name="Items covered",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=64, verbose_name="Document")),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="Revoked on")),
            ],
            options={
                "verbose_name": "Mandate",
                "verbose_name_plural": "Mandates",
                "ordering": ["-since", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("principal", models.F("agent")), _negated=True), name="mandate_is_for_another"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"), name="mandate_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "applicant",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="Applicant"),
                ),
                (
                    "kind",
                    models.CharField(choices=[("false_promise", "False commitment"), ("bad_credit", "Serious bad credit")], max_length=14, verbose_name="Kind"),
                ),
                ("since", models.DateField(verbose_name="From")),
                ("until", models.DateField(verbose_name="Until")),
                ("reason", models.CharField(max_length=300, verbose_name="Why")),
                ("source", models.CharField(max_length=120, verbose_name="Document or case")),
                ("repaired_on", models.DateField(blank=True, null=True, verbose_name="Credit repaired on")),
                ("repair", models.CharField(blank=True, max_length=200, verbose_name="Document of the repair")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Broken commitment or bad credit",
                "verbose_name_plural": "Broken commitments and bad credit",
                "ordering": ["-since", "-pk"],
                "indexes": [models.Index(fields=["applicant", "until"], name="credit_mark_by_applicant")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("until__gte", models.F("since"))), name="credit_mark_ends_after_it_begins"),
                    models.CheckConstraint(
                        condition=models.Q(("repaired_on__isnull", True), models.Q(("repair", ""), _negated=True), _connector="OR"),
                        name="credit_repair_has_a_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="Code")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="budget_units", to="people.department", verbose_name="Department"
                    ),
                ),
            ],
            options={
                "verbose_name": "Budget unit",
                "verbose_name_plural": "Budget units",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to=settings.AUTH_USER_MODEL, verbose_name="Member of staff"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("performance_clerk", "Performance clerk"),
                            ("division_head", "Head of division"),
                            ("finance_officer", "Finance officer"),
                            ("bureau_leader", "Bureau leader"),
                            ("finance_reviewer", "Finance bureau reviewer"),
                            ("auditor", "Auditor"),
                            ("system_administrator", "System administrator"),
                            ("applicant", "Applicant"),
                            ("window_clerk", "Window clerk"),
                            ("reviewer", "Reviewer"),
                            ("licence_officer", "Licence officer"),
                            ("item_manager", "Item manager"),
                            ("legal_officer", "Legal officer"),
                            ("supervisor", "Supervisor"),
                            ("data_officer", "Data officer"),
                        ],
                        max_length=40,
                        verbose_name="Role",
                    ),
                ),
                ("since", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, help_text="The last day, inclusive", null=True, verbose_name="Until")),
            ],
            options={
                "verbose_name": "Assignment",
                "verbose_name_plural": "Assignments",
                "ordering": ["since", "role"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"), name="assignment_ends_after_it_begins"
                    ),
                    models.UniqueConstraint(condition=models.Q(("until__isnull", True)), fields=("user", "role"), name="assignment_open_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_digest", models.CharField(max_length=64, verbose_name="Digest of the name")),
                (
                    "user",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Member of staff"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("failed", "Failed"),
                            ("password_right", "Password right"),
                            ("signed_in", "Signed in"),
                            ("refused", "Refused: too many failures"),
                            ("signed_out", "Signed out"),
                            ("expired", "Session expired"),
                        ],
                        max_length=16,
                        verbose_name="Outcome",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Sign-in",
                "verbose_name_plural": "Sign-ins",
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["name_digest", "at"], name="signin_by_name")],
            },
        ),
    ]
