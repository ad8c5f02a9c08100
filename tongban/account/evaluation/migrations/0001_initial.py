"""Performance years. The database refuses to change or remove a frozen version; only the day of its publication comes later."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = """
CREATE TRIGGER evaluation_version_stays BEFORE UPDATE OR DELETE ON evaluation_version
    FOR EACH ROW WHEN (OLD.digest <> '') EXECUTE FUNCTION ledger_row_stays('published_at');
"""


class Migration(migrations.Migration):
    replaces = [
        ("evaluation", "0002_initial"),
        ("evaluation", "0003_task_without_money"),
        ("evaluation", "0004_valid_accounts"),
        ("evaluation", "0005_versions_stay"),
        ("evaluation", "0006_numbers"),
    ]

    initial = True

    dependencies = [
        ("budget", "0001_initial"),
        ("kit", "0001_initial"),
        ("ledger", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="Number")),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="department"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("edition", models.CharField(blank=True, max_length=60, verbose_name="edition")),
                ("budget", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budget.budget", verbose_name="budget")),
                (
                    "layout",
                    models.CharField(
                        choices=[("suzhou", "decision – process – duties – benefit – satisfaction"), ("national", "cost – output – benefit – satisfaction")],
                        default="suzhou",
                        max_length=10,
                        verbose_name="layout",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("declaring", "declaring targets"),
                            ("declared", "targets declared"),
                            ("monitoring", "monitoring"),
                            ("drafting", "self-evaluation draft"),
                            ("with_division", "with the division head"),
                            ("with_finance", "with the finance division"),
                            ("with_leader", "waiting for the leader's signature"),
                            ("signed", "signed"),
                            ("filed", "filed with the finance bureau"),
                            ("accepted", "accepted"),
                            ("published", "published"),
                            ("rectifying", "rectifying"),
                            ("closed", "closed"),
                        ],
                        default="",
                        editable=False,
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("bodies", models.JSONField(blank=True, default=list, verbose_name="internal bodies")),
                ("units", models.ManyToManyField(blank=True, related_name="+", to="people.budgetunit", verbose_name="budget units")),
                ("author", models.CharField(blank=True, max_length=60, verbose_name="author")),
                ("contact", models.CharField(blank=True, max_length=100, verbose_name="contact")),
                ("seal", models.CharField(blank=True, max_length=100, verbose_name="seal")),
                ("prepared_on", models.DateField(blank=True, null=True, verbose_name="prepared on")),
                ("filed_at", models.DateTimeField(blank=True, null=True, verbose_name="filed at")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="accepted on")),
                ("publish_on", models.DateField(blank=True, null=True, verbose_name="planned day of publication")),
                ("publish_at", models.CharField(blank=True, max_length=200, verbose_name="address of publication")),
                ("publish_by", models.DateField(blank=True, null=True, verbose_name="to be published by")),
                ("is_example", models.BooleanField(default=False, verbose_name="example with invented parts")),
                ("origin", models.TextField(blank=True, verbose_name="where the figures come from")),
            ],
            options={
                "verbose_name": "performance year",
                "ordering": ["-year", "department", "edition"],
                "constraints": [
                    models.UniqueConstraint(fields=("department", "year", "edition"), name="one_year_per_edition"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["filed", "accepted", "published", "rectifying", "closed"]), _negated=True),
                            ("filed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="filed_has_an_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["accepted", "published", "rectifying", "closed"]), _negated=True),
                            models.Q(("accepted_on__isnull", False), ("publish_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accepted_has_a_day_and_a_deadline",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyFunction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="functions", to="evaluation.evaluation")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.TextField(verbose_name="function")),
            ],
            options={
                "verbose_name": "main function",
                "ordering": ["evaluation", "number"],
                "constraints": [models.UniqueConstraint(fields=("evaluation", "number"), name="one_function_per_number")],
            },
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="chapters", to="evaluation.evaluation")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("2", "fulfilment of the year's duties"),
                            ("4.1", "input"),
                            ("4.2", "execution and management"),
                            ("4.3", "output and benefit"),
                            ("6", "use and publication of the result"),
                        ],
                        max_length=4,
                        verbose_name="part",
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "chapter",
                "ordering": ["evaluation", "code"],
                "constraints": [models.UniqueConstraint(fields=("evaluation", "code"), name="one_chapter_per_part")],
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="problems", to="evaluation.evaluation")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("heading", models.CharField(max_length=100, verbose_name="heading")),
                ("problem", models.TextField(verbose_name="problem")),
                ("measure", models.TextField(blank=True, verbose_name="measure")),
                ("owner", models.CharField(blank=True, max_length=60, verbose_name="responsible division")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("result", models.TextField(blank=True, verbose_name="result")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "problem",
                "ordering": ["evaluation", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_on__isnull", True), models.Q(("result", ""), _negated=True), _connector="OR"), name="rectified_has_a_result"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="evaluation.evaluation")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "level1",
                    models.CharField(
                        choices=[
                            ("决策", "decision"),
                            ("过程", "process"),
                            ("成本", "cost"),
                            ("履职", "duties"),
                            ("产出", "output"),
                            ("效益", "benefit"),
                            ("满意度", "satisfaction"),
                        ],
                        max_length=4,
                        verbose_name="class",
                    ),
                ),
                ("level2", models.CharField(blank=True, max_length=40, verbose_name="second level")),
                ("level3", models.CharField(blank=True, max_length=40, verbose_name="third level")),
                ("name", models.CharField(max_length=100, verbose_name="indicator")),
                ("formula", models.TextField(blank=True, verbose_name="definition and formula")),
                (
                    "operator",
                    models.CharField(
                        choices=[(">=", "≥"), ("<=", "≤"), ("=", "="), (">", ">"), ("<", "<"), ("range", "between"), ("text", "in words")],
                        default="text",
                        max_length=5,
                        verbose_name="operator",
                    ),
                ),
                ("target", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="target")),
                ("target_upper", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="upper bound")),
                ("target_text", models.CharField(blank=True, max_length=100, verbose_name="target in words")),
                ("unit", models.CharField(blank=True, max_length=10, verbose_name="unit")),
                (
                    "better",
                    models.CharField(
                        blank=True,
                        choices=[("", "not declared"), ("higher", "higher is better"), ("lower", "lower is better"), ("target", "on target is best")],
                        max_length=6,
                        verbose_name="direction",
                    ),
                ),
                (
                    "zero_cap",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="distance from a zero target that scores nothing"),
                ),
                ("weight", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="weight")),
                ("baseline", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="last year's value")),
                (
                    "function",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="evaluation.dutyfunction",
                        verbose_name="function",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="budget.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                ("bound_to", models.CharField(blank=True, max_length=120, verbose_name="live figure")),
                ("actual", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="actual")),
                ("actual_text", models.CharField(blank=True, max_length=100, verbose_name="actual in words")),
                (
                    "attained",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="attained share of a target in words (percent)"),
                ),
                ("basis", models.CharField(blank=True, max_length=60, verbose_name="figures divided")),
                ("cause", models.TextField(blank=True, verbose_name="cause")),
                ("measure", models.TextField(blank=True, verbose_name="measure")),
                ("owner", models.CharField(blank=True, max_length=60, verbose_name="responsible division")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("verified", models.TextField(blank=True, verbose_name="how the value was verified")),
                ("source_note", models.TextField(blank=True, verbose_name="where the value comes from")),
                ("accuracy", models.TextField(blank=True, verbose_name="accuracy needed and reached")),
                ("limits", models.TextField(blank=True, verbose_name="known limits")),
                ("compensation", models.TextField(blank=True, verbose_name="how the limits are made up for")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "indicator",
                "ordering": ["evaluation", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("evaluation", "name"), name="one_indicator_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("operator", "text"), ("target__isnull", True)),
                            models.Q(models.Q(("operator", "text"), _negated=True), ("target__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_number_or_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("operator", "range"), _negated=True), ("target_upper__isnull", False), _connector="OR"),
                        name="a_range_has_two_ends",
                    ),
                    models.CheckConstraint(condition=models.Q(("weight__isnull", True), ("weight__gte", 0), _connector="OR"), name="weight_is_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="evaluation.indicator")),
                (
                    "kind",
                    models.CharField(
                        choices=[("document", "document"), ("ledger", "ledger or register"), ("metric", "metric of this system"), ("survey", "survey")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("system", models.CharField(blank=True, max_length=100, verbose_name="system or register")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                ("owner", models.CharField(blank=True, max_length=60, verbose_name="kept by")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="file"
                    ),
                ),
                ("added_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "evidence",
                "ordering": ["indicator", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="evaluation.indicator")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="value")),
                ("forecast", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="forecast for the year's end")),
                (
                    "likelihood",
                    models.CharField(
                        choices=[("certain", "certain"), ("possible", "possible"), ("impossible", "impossible")], max_length=10, verbose_name="likelihood"
                    ),
                ),
                ("cause_class", models.CharField(blank=True, max_length=20, verbose_name="class of cause")),
                ("note", models.TextField(blank=True, verbose_name="cause and measure")),
            ],
            options={
                "verbose_name": "reading",
                "ordering": ["indicator", "as_of"],
                "constraints": [models.UniqueConstraint(fields=("indicator", "as_of"), name="one_reading_per_day")],
            },
        ),
        migrations.CreateModel(
            name="ImportedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="Number")),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="department"),
                ),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="file")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("report", models.JSONField(verbose_name="report")),
                ("errors", models.PositiveIntegerField(default=0, verbose_name="errors")),
                ("warnings", models.PositiveIntegerField(default=0, verbose_name="warnings")),
                ("notes", models.PositiveIntegerField(default=0, verbose_name="notes")),
                (
                    "evaluation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imports",
                        to="evaluation.evaluation",
                        verbose_name="draft made of it",
                    ),
                ),
                ("imported_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("imported_at", models.DateTimeField(verbose_name="imported at")),
            ],
            options={
                "verbose_name": "imported report",
                "ordering": ["-imported_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="evaluation.evaluation")),
                ("rule", models.CharField(max_length=10, verbose_name="rule")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                (
                    "decision",
                    models.CharField(choices=[("accepted", "accepted, will be mended"), ("dismissed", "dismissed")], max_length=10, verbose_name="decision"),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "decision on a finding",
                "ordering": ["evaluation", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="evaluation.evaluation")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("text", models.TextField(verbose_name="comment")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_by",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "comment",
                "ordering": ["evaluation", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="evaluation.evaluation")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("report", models.JSONField(verbose_name="report")),
                ("digest", models.CharField(max_length=64, verbose_name="digest (SM3)")),
                ("frozen_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("frozen_at", models.DateTimeField(verbose_name="frozen at")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published at")),
                ("papers", models.ManyToManyField(blank=True, related_name="+", to="kit.storedfile")),
            ],
            options={
                "verbose_name": "version",
                "ordering": ["evaluation", "number"],
                "constraints": [models.UniqueConstraint(fields=("evaluation", "number"), name="one_version_per_number")],
            },
        ),
        migrations.CreateModel(
            name="KeyTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evaluation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="evaluation.evaluation")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "function",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluation.dutyfunction",
                        verbose_name="function",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="task")),
                ("content", models.TextField(blank=True, verbose_name="main content")),
                ("completion", models.TextField(blank=True, verbose_name="completion")),
                ("plan", models.CharField(blank=True, max_length=100, verbose_name="planned value")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                (
                    "budget_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="budget.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                ("spent_yuan", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="spent (yuan)")),
                ("needs_no_money", models.BooleanField(default=False, verbose_name="needs no money of its own")),
                ("owner", models.CharField(blank=True, max_length=60, verbose_name="responsible division")),
                ("indicators", models.ManyToManyField(blank=True, related_name="+", to="evaluation.indicator", verbose_name="indicators")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "key task",
                "ordering": ["evaluation", "position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("evaluation", "name"), name="one_task_per_name")],
            },
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
