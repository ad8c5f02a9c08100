"""Cases with their materials, reviews, papers, hearings and commitments. The database refuses to change or remove a paper."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = """
CREATE TRIGGER cases_paper_stays BEFORE UPDATE OR DELETE ON cases_paper
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('file_id');
"""


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0002_initial"),
        ("cases", "0003_limits_and_checks"),
        ("cases", "0004_who_takes_part"),
        ("cases", "0005_hearings_trust_views"),
        ("cases", "0006_choice_of_delivery"),
        ("cases", "0007_under_way"),
        ("cases", "0008_parcels_asked_for"),
        ("cases", "0009_papers_stay"),
        ("cases", "0010_numbers_by_function"),
        ("cases", "0011_credit_to_people"),
        ("cases", "0011_numbers_in_rows"),
        ("cases", "0012_parcels_to_delivery"),
        ("cases", "0012_saved_views_to_matters"),
    ]

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
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Promised by")),
                ("statutory_due_on", models.DateField(blank=True, null=True, verbose_name="Due by law")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="Due dates provisional")),
                ("reference", models.CharField(max_length=20, unique=True, verbose_name="Case number")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.itemversion", verbose_name="Item")),
                ("division", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Division")),
                (
                    "divisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="Divisions that take part"
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="Applicant"),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="Agent"
                    ),
                ),
                (
                    "channel",
                    models.CharField(choices=[("online", "Online"), ("window", "At the window")], default="online", max_length=8, verbose_name="Channel"),
                ),
                (
                    "taken_in_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Taken in by",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("filed", "Filed"),
                            ("incomplete", "To be completed"),
                            ("completed", "Completed"),
                            ("accepted", "Accepted, in review"),
                            ("paused", "In a special procedure"),
                            ("not_accepted", "Not accepted"),
                            ("not_needed", "No approval needed"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("issued", "Result ready"),
                            ("delivered", "Delivered"),
                            ("withdrawn", "Withdrawn"),
                            ("terminated", "Terminated"),
                            ("discarded", "Discarded"),
                            ("archived", "Archived"),
                        ],
                        max_length=14,
                        verbose_name="Status",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("ordinary", "Within a promised limit"), ("at_once", "On the spot"), ("commitment", "On notification and commitment")],
                        default="ordinary",
                        max_length=10,
                        verbose_name="Mode",
                    ),
                ),
                ("tolerated", models.BooleanField(default=False, verbose_name="Accepted with materials to follow")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="Answers")),
                ("form", models.JSONField(blank=True, default=dict, verbose_name="Form")),
                ("check_code", models.CharField(max_length=12, verbose_name="Code for asking without signing in")),
                ("begun_at", models.DateTimeField(verbose_name="Begun at")),
                ("saved_at", models.DateTimeField(verbose_name="Last saved at")),
                ("filed_at", models.DateTimeField(blank=True, null=True, verbose_name="Filed at")),
                ("notice_due_on", models.DateField(blank=True, null=True, verbose_name="Last day of the one-time notice")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="Returned at")),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="Completed at")),
                ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="Commitment signed at")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="Limits run from")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Accepted on")),
                ("by_silence", models.BooleanField(default=False, verbose_name="Accepted by silence")),
                ("follow_on", models.DateField(blank=True, null=True, verbose_name="Missing materials by")),
                ("is_reviewed", models.BooleanField(default=False, verbose_name="The review is complete")),
                ("hearing_until", models.DateField(blank=True, null=True, verbose_name="A hearing may be asked for until")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="Heard on")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                ("decision_text", models.TextField(blank=True, verbose_name="Reasons")),
                ("issue_due_on", models.DateField(blank=True, null=True, verbose_name="Result due by law")),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="Delivered on")),
                ("licence", models.CharField(blank=True, max_length=60, verbose_name="Licence")),
                ("is_example", models.BooleanField(default=False, verbose_name="Invented for the demo")),
            ],
            options={
                "verbose_name": "Case",
                "verbose_name_plural": "Cases",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(condition=models.Q(("status__in", ["filed", "completed"])), fields=["notice_due_on", "id"], name="case_to_accept"),
                    models.Index(condition=models.Q(("status__in", ["accepted", "paused"])), fields=["due_on", "id"], name="case_running"),
                    models.Index(condition=models.Q(("is_reviewed", True), ("status", "accepted")), fields=["due_on", "id"], name="case_to_decide"),
                    models.Index(condition=models.Q(("status__in", ["granted", "refused", "issued"])), fields=["issue_due_on", "id"], name="case_to_hand_over"),
                    models.Index(condition=models.Q(("status", "accepted"), ("tolerated", True)), fields=["follow_on", "id"], name="case_to_follow"),
                    models.Index(condition=models.Q(("status", "draft")), fields=["saved_at"], name="case_draft_by_age"),
                    models.Index(fields=["division", "status", "-id"], name="case_by_division"),
                    models.Index(fields=["applicant", "-id"], name="case_by_applicant"),
                    models.Index(fields=["status", "-id"], name="case_by_status"),
                    models.Index(fields=["version", "status"], name="case_by_version"),
                    django.contrib.postgres.indexes.GinIndex(fields=["divisions"], name="case_by_taking_part"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("status__in", ("filed", "incomplete", "completed", "accepted", "paused", "granted", "refused", "issued"))),
                        fields=["divisions"],
                        name="case_under_way_by_division",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["", "draft", "discarded"]), ("filed_at__isnull", False), _connector="OR"),
                        name="case_filed_has_an_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["accepted", "paused", "granted", "refused", "issued"]), _negated=True),
                            models.Q(("accepted_at__isnull", False), ("accepted_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_in_review_was_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["granted", "refused", "issued"]), _negated=True), ("decided_on__isnull", False), _connector="OR"
                        ),
                        name="case_decided_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("status", "refused"), _negated=True), models.Q(("decision_text", ""), _negated=True), _connector="OR"),
                        name="refusal_has_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("status", "incomplete"), _negated=True), ("returned_at__isnull", False), _connector="OR"),
                        name="case_to_complete_was_returned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("status", "completed"), _negated=True), ("completed_at__isnull", False), _connector="OR"),
                        name="case_completed_has_an_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["granted", "refused", "issued"]), _negated=True), ("issue_due_on__isnull", False), _connector="OR"
                        ),
                        name="case_decided_has_a_limit_to_issue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("status", "delivered"), _negated=True), ("delivered_on__isnull", False), _connector="OR"),
                        name="case_delivered_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("mode", "commitment"), _negated=True), ("committed_at__isnull", False), _connector="OR"),
                        name="case_on_commitment_was_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agent__isnull", True), models.Q(("agent", models.F("applicant")), _negated=True), _connector="OR"),
                        name="agent_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseMaterial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="cases.case")),
                (
                    "material",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.material", verbose_name="Material"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("missing", "Missing"),
                            ("submitted", "Submitted"),
                            ("shown", "Shown on paper at the window"),
                            ("on_file", "Already on file"),
                            ("promised", "Promised in writing"),
                            ("asked", "Asked from the issuing body"),
                            ("to_follow", "To follow"),
                            ("not_needed", "Not needed"),
                        ],
                        default="missing",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("licence", models.CharField(blank=True, max_length=60, verbose_name="Licence used")),
                ("consented_at", models.DateTimeField(blank=True, null=True, verbose_name="Holder consented at")),
                ("fault", models.CharField(blank=True, max_length=300, verbose_name="What is missing or wrong")),
            ],
            options={
                "verbose_name": "Material of a case",
                "verbose_name_plural": "Materials of cases",
                "ordering": ["material__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "material"), name="material_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "on_file"), _negated=True),
                            models.Q(models.Q(("licence", ""), _negated=True), ("consented_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="material_on_file_has_licence_and_consent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="cases.casematerial")),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="File")),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "File of a case",
                "verbose_name_plural": "Files of cases",
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("entry", "number"), name="case_file_numbered_once")],
            },
        ),
        migrations.CreateModel(
            name="LaterCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="later_check", to="cases.case")),
                ("due_on", models.DateField(verbose_name="Check by")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not checked yet"),
                            ("kept", "Commitment kept"),
                            ("to_correct", "To be corrected"),
                            ("unmet", "Conditions not met after correction"),
                            ("false", "False commitment"),
                        ],
                        max_length=10,
                        verbose_name="Outcome",
                    ),
                ),
                ("finding", models.TextField(blank=True, verbose_name="Finding")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="Checked on")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Checked by",
                    ),
                ),
                ("correct_by", models.DateField(blank=True, null=True, verbose_name="To be corrected by")),
                (
                    "record",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="Record"
                    ),
                ),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="Revoked on")),
            ],
            options={
                "verbose_name": "Later check",
                "verbose_name_plural": "Later checks",
                "ordering": ["due_on", "pk"],
                "indexes": [models.Index(condition=models.Q(("outcome__in", ["", "to_correct"])), fields=["due_on"], name="later_check_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), models.Q(("checked_on__isnull", False), models.Q(("finding", ""), _negated=True)), _connector="OR"),
                        name="later_check_says_when_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("outcome", "to_correct"), _negated=True), ("correct_by__isnull", False), _connector="OR"),
                        name="later_check_to_correct_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revoked_on__isnull", True), ("outcome__in", ["unmet", "false"]), _connector="OR"),
                        name="revoked_only_after_the_check",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="cases.case")),
                ("step", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.step", verbose_name="Step")),
                ("stage", models.PositiveSmallIntegerField(verbose_name="Stage")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="Round")),
                ("division", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Division")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("open", "Open"), ("agreed", "Agreed"), ("objected", "Objected"), ("sent_back", "Sent back")],
                        default="waiting",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="Opened at")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="Done at")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By"
                    ),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="Opinion")),
            ],
            options={
                "verbose_name": "Step of a case",
                "verbose_name_plural": "Steps of cases",
                "ordering": ["stage", "pk"],
                "indexes": [models.Index(condition=models.Q(("state", "open")), fields=["division", "due_on"], name="step_open_by_division")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "step", "round"), name="step_once_in_a_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "open"]), models.Q(("done_at__isnull", False), ("done_by__isnull", False)), _connector="OR"
                        ),
                        name="step_done_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="field_checks", to="cases.case")),
                (
                    "review",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="field_checks", to="cases.review", verbose_name="Step"
                    ),
                ),
                ("officers", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Officers")),
                ("on", models.DateField(verbose_name="On")),
                ("place", models.CharField(max_length=200, verbose_name="Place")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not said"),
                            ("passed", "Meets the conditions"),
                            ("to_mend", "To be put right"),
                            ("failed", "Does not meet the conditions"),
                        ],
                        max_length=8,
                        verbose_name="Outcome",
                    ),
                ),
                ("finding", models.TextField(verbose_name="Finding")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="Record"
                    ),
                ),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Check on site",
                "verbose_name_plural": "Checks on site",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                ("needed_days", models.PositiveSmallIntegerField(verbose_name="Working days needed, as told")),
                ("document", models.CharField(max_length=60, verbose_name="Written notice")),
                ("reason", models.CharField(max_length=300, verbose_name="Why")),
                ("result", models.TextField(blank=True, verbose_name="Result")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="cases.case")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hearing", "Hearing"),
                            ("tender", "Tender"),
                            ("auction", "Auction"),
                            ("inspection", "Inspection"),
                            ("testing", "Testing"),
                            ("quarantine", "Quarantine"),
                            ("appraisal", "Appraisal"),
                            ("expert_review", "Expert review"),
                        ],
                        max_length=14,
                        verbose_name="Kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "Special procedure",
                "verbose_name_plural": "Special procedures",
                "ordering": ["since", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"), name="pause_ends_after_it_begins"
                    ),
                    models.CheckConstraint(condition=models.Q(("document", ""), _negated=True), name="pause_was_told_in_writing"),
                    models.UniqueConstraint(condition=models.Q(("until__isnull", True)), fields=("case",), name="case_paused_once_at_a_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days", models.PositiveSmallIntegerField(verbose_name="Working days")),
                ("document", models.CharField(max_length=60, verbose_name="Written notice")),
                ("reason", models.CharField(max_length=300, verbose_name="Why")),
                (
                    "approved_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Approved by"),
                ),
                ("at", models.DateTimeField(verbose_name="At")),
                ("case", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="extension", to="cases.case")),
            ],
            options={
                "verbose_name": "Extension",
                "verbose_name_plural": "Extensions",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), models.Q(("document", ""), _negated=True), models.Q(("reason", ""), _negated=True)),
                        name="extension_says_how_long_and_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="Firm")),
                ("credit_code", models.CharField(max_length=18, unique=True, verbose_name="Unified social credit code")),
                ("field", models.CharField(max_length=60, verbose_name="Field")),
                ("is_active", models.BooleanField(default=True, verbose_name="On the list")),
            ],
            options={
                "verbose_name": "Assessor",
                "verbose_name_plural": "Assessors",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pause", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="assessment", to="cases.pause")),
                ("assessor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.assessor", verbose_name="Firm drawn")),
                ("drawn_from", models.JSONField(default=list, verbose_name="Firms in the draw")),
                ("recused", models.JSONField(default=list, verbose_name="Firms recused, and why")),
                ("seed", models.CharField(max_length=64, verbose_name="Seed of the draw")),
                ("drawn_at", models.DateTimeField(verbose_name="Drawn at")),
                ("fee_yuan", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="Fee (yuan)")),
                ("budget_line", models.CharField(blank=True, max_length=120, verbose_name="Paid from budget line")),
                (
                    "report",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="Report"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Score")),
            ],
            options={
                "verbose_name": "Assessment",
                "verbose_name_plural": "Assessments",
                "ordering": ["-drawn_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fee_yuan__isnull", True), ("fee_yuan__gte", 0), _connector="OR"), name="assessment_fee_is_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__isnull", True), ("score__lte", 100), _connector="OR"), name="assessment_score_up_to_100"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remedy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remedies", to="cases.case")),
                (
                    "kind",
                    models.CharField(
                        choices=[("reconsideration", "Administrative reconsideration"), ("lawsuit", "Administrative lawsuit")],
                        max_length=16,
                        verbose_name="Kind",
                    ),
                ),
                ("authority", models.CharField(max_length=120, verbose_name="Authority or court")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="Its number")),
                ("received_on", models.DateField(verbose_name="Received on")),
                (
                    "stage",
                    models.CharField(
                        choices=[("received", "Received"), ("answered", "Answered"), ("heard", "Heard"), ("closed", "Closed")],
                        default="received",
                        max_length=10,
                        verbose_name="Stage",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("upheld", "Decision upheld"),
                            ("revoked", "Decision revoked"),
                            ("changed", "Decision changed"),
                            ("remade", "To be decided again"),
                            ("withdrawn", "Withdrawn by the applicant"),
                        ],
                        max_length=10,
                        verbose_name="Outcome",
                    ),
                ),
                ("lessons", models.TextField(blank=True, verbose_name="Lessons")),
            ],
            options={
                "verbose_name": "Remedy",
                "verbose_name_plural": "Remedies",
                "ordering": ["-received_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "closed"), _negated=True),
                            models.Q(("closed_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="remedy_closed_has_day_and_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="cases.case")),
                ("kind", models.CharField(choices=[("offered", "On application"), ("ordered", "Ordered by the bureau")], max_length=8, verbose_name="Kind")),
                ("reason", models.CharField(max_length=300, verbose_name="Why")),
                ("since", models.DateField(verbose_name="Told or ordered on")),
                ("ask_until", models.DateField(blank=True, null=True, verbose_name="May be asked for until")),
                ("waived_on", models.DateField(blank=True, null=True, verbose_name="Given up on")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="Asked for on")),
                ("asked_by", models.CharField(blank=True, max_length=120, verbose_name="Asked for by")),
                ("hold_by", models.DateField(blank=True, null=True, verbose_name="To be held by")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="Announced on")),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="Held at")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Place")),
                (
                    "presider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Presided over by",
                    ),
                ),
                (
                    "pause",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing",
                        to="cases.pause",
                        verbose_name="Days not counted",
                    ),
                ),
                ("minutes", models.TextField(blank=True, verbose_name="Record of the hearing")),
                (
                    "record",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="Signed record"
                    ),
                ),
                ("recorded_on", models.DateField(blank=True, null=True, verbose_name="Record kept on")),
            ],
            options={
                "verbose_name": "Hearing",
                "verbose_name_plural": "Hearings",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "offered"), _negated=True), ("ask_until__isnull", False), _connector="OR"),
                        name="hearing_offered_until_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_on__isnull", True),
                            models.Q(("at__isnull", False), ("presider__isnull", False), models.Q(("place", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="hearing_announced_has_time_place_and_presider",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_on__isnull", True), models.Q(("told_on__isnull", False), models.Q(("minutes", ""), _negated=True)), _connector="OR"
                        ),
                        name="hearing_recorded_was_announced",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pause__isnull", False), ("recorded_on__isnull", True)), fields=("case",), name="case_heard_once_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Urging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="Order")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
                ("at", models.DateTimeField(verbose_name="At")),
                ("reply_due_on", models.DateField(verbose_name="Reply by")),
                ("reply", models.TextField(blank=True, verbose_name="Reply")),
                (
                    "replied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Replied by",
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="Replied at")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="urgings", to="cases.case")),
            ],
            options={
                "verbose_name": "Urging order",
                "verbose_name_plural": "Urging orders",
                "ordering": ["-at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="Number")),
                ("content", models.JSONField(default=dict, verbose_name="Content")),
                ("check_code", models.CharField(max_length=24, unique=True, verbose_name="Code for checking")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="As issued"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="At")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="cases.case")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt of materials"),
                            ("completion", "Notice to complete"),
                            ("acceptance", "Notice of acceptance"),
                            ("non_acceptance", "Notice of non-acceptance"),
                            ("special", "Notice of a special procedure"),
                            ("extension", "Notice of extension"),
                            ("hearing_offer", "Notice of the right to a hearing"),
                            ("hearing_notice", "Notice of a hearing"),
                            ("grant", "Decision to grant"),
                            ("refusal", "Decision to refuse"),
                            ("delivery", "Proof of delivery"),
                            ("revocation", "Decision to revoke"),
                        ],
                        max_length=14,
                        verbose_name="Kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "Paper",
                "verbose_name_plural": "Papers",
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
