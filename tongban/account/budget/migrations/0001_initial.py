"""Budgets, adjustments, payments. The database refuses to change or remove what was posted: a mistake is posted back."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = """
CREATE TRIGGER budget_payment_stays BEFORE UPDATE OR DELETE ON budget_payment
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
CREATE TRIGGER budget_adjustment_stays BEFORE UPDATE OR DELETE ON budget_adjustment
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();
"""


class Migration(migrations.Migration):
    replaces = [
        ("budget", "0002_initial"),
        ("budget", "0003_posted_back"),
        ("budget", "0004_valid_account"),
        ("budget", "0005_postings_stay"),
        ("budget", "0006_numbers"),
    ]

    initial = True

    dependencies = [
        ("ledger", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="Number")),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="department"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name="fiscal year"
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=60, verbose_name="edition")),
                (
                    "rate_basis",
                    models.CharField(
                        blank=True,
                        choices=[("", "not declared"), ("adjusted", "actual spending ÷ adjusted budget"), ("initial", "actual spending ÷ initial budget")],
                        max_length=10,
                        verbose_name="rate basis",
                    ),
                ),
                (
                    "adjustment_basis",
                    models.CharField(
                        blank=True,
                        choices=[("", "not declared"), ("net", "net change ÷ initial budget"), ("gross", "sum of absolute changes ÷ initial budget")],
                        max_length=10,
                        verbose_name="adjustment basis",
                    ),
                ),
                ("taken_back_yuan", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="taken back by finance (yuan)")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "validity",
                    models.CharField(
                        choices=[("draft", "draft"), ("valid", "valid"), ("superseded", "superseded")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="validity",
                    ),
                ),
                ("valid_since", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="valid since")),
            ],
            options={
                "verbose_name": "budget",
                "ordering": ["-year", "department", "edition"],
                "constraints": [
                    models.UniqueConstraint(fields=("department", "year", "edition"), name="one_budget_per_edition"),
                    models.UniqueConstraint(condition=models.Q(("validity", "valid")), fields=("department", "year"), name="one_valid_budget_per_year"),
                    models.CheckConstraint(
                        condition=models.Q(("validity", "draft"), ("valid_since__isnull", False), _connector="OR"), name="valid_has_an_instant"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("budget", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="budget.budget", verbose_name="budget")),
                ("kind", models.CharField(choices=[("basic", "basic expenditure"), ("project", "project expenditure")], max_length=10, verbose_name="kind")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("name", models.CharField(max_length=100, verbose_name="budget line")),
                ("initial_yuan", models.DecimalField(decimal_places=2, default=0, max_digits=16, verbose_name="initial budget (yuan)")),
                (
                    "published_yuan",
                    models.DecimalField(
                        blank=True, decimal_places=2, editable=False, max_digits=16, null=True, verbose_name="initial budget as published (yuan)"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.budgetunit", verbose_name="budget unit"
                    ),
                ),
                ("funding", models.CharField(blank=True, max_length=60, verbose_name="funding source")),
                ("function_class", models.CharField(blank=True, max_length=60, verbose_name="function class")),
                ("economic_class", models.CharField(blank=True, max_length=60, verbose_name="economic class")),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[("", "not declared"), ("personnel", "personnel"), ("public", "public running costs"), ("project", "project costs")],
                        max_length=10,
                        verbose_name="cost nature",
                    ),
                ),
                ("is_procurement", models.BooleanField(default=False, verbose_name="government procurement")),
                ("cause", models.TextField(blank=True, verbose_name="cause of the execution deviation")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "budget line",
                "ordering": ["budget", "kind", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "kind", "name"), name="one_line_per_name"),
                    models.CheckConstraint(condition=models.Q(("initial_yuan__gte", 0)), name="initial_is_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adjustments", to="budget.budgetline", verbose_name="budget line"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("carry_over", "carried over from last year"),
                            ("supplement", "supplement"),
                            ("cut", "cut"),
                            ("virement", "virement between lines"),
                            ("policy", "state policy"),
                            ("assigned", "assigned by superiors"),
                            ("merged", "carry-over and in-year change, not told apart"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("amount_yuan", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="amount (yuan)")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("document", models.CharField(blank=True, max_length=200, verbose_name="document")),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="budget.adjustment",
                        verbose_name="posts back",
                    ),
                ),
                ("posted_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("posted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "adjustment",
                "ordering": ["decided_on", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_yuan", 0), _negated=True), name="adjustment_is_not_zero"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["carry_over", "supplement"]), _negated=True),
                            ("amount_yuan__gt", 0),
                            ("reverses__isnull", False),
                            _connector="OR",
                        ),
                        name="an_addition_adds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "cut"), _negated=True), ("amount_yuan__lt", 0), ("reverses__isnull", False), _connector="OR"),
                        name="a_cut_takes_away",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "merged"), models.Q(("reason", ""), _negated=True), _connector="OR"), name="adjustment_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="budget.budgetline", verbose_name="budget line"),
                ),
                ("amount_yuan", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="amount (yuan)")),
                ("paid_on", models.DateField(verbose_name="paid on")),
                ("purpose", models.CharField(max_length=200, verbose_name="purpose")),
                ("document", models.CharField(blank=True, max_length=200, verbose_name="voucher")),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="budget.payment",
                        verbose_name="posts back",
                    ),
                ),
                ("posted_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("posted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "payment",
                "ordering": ["paid_on", "pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("amount_yuan", 0), _negated=True), name="payment_is_not_zero")],
            },
        ),
        migrations.CreateModel(
            name="ControlTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("budget", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="controls", to="budget.budget")),
                (
                    "level",
                    models.CharField(
                        choices=[("total", "whole budget"), ("basic", "basic expenditure"), ("project", "project expenditure")],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("initial_yuan", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="initial budget (yuan)")),
                ("adjustment_yuan", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="adjustment (yuan)")),
                ("spent_yuan", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="spent (yuan)")),
                ("document", models.CharField(max_length=200, verbose_name="document")),
            ],
            options={
                "verbose_name": "control total",
                "constraints": [models.UniqueConstraint(fields=("budget", "level"), name="one_control_per_level")],
            },
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
