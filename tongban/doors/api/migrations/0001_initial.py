import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="System")),
                ("applicant", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.applicant", verbose_name="Acts for")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Name in the ledger"
                    ),
                ),
                ("agreement", models.CharField(max_length=64, verbose_name="Letter of authority")),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="Technical contact")),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None, verbose_name="Scopes"),
                ),
                (
                    "per_minute",
                    models.PositiveIntegerField(
                        default=120,
                        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6000)],
                        verbose_name="Requests a minute",
                    ),
                ),
                ("is_open", models.BooleanField(default=True, verbose_name="Admitted")),
                ("registered_at", models.DateTimeField(verbose_name="Registered at")),
                ("is_example", models.BooleanField(default=False, verbose_name="Invented for the demo")),
            ],
            options={
                "verbose_name": "Connected system",
                "verbose_name_plural": "Connected systems",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("per_minute__gte", 1)), name="client_may_ask_at_all"),
                    models.CheckConstraint(condition=models.Q(("agreement", ""), _negated=True), name="client_has_authority"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Key",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="api.client")),
                ("prefix", models.CharField(max_length=16, unique=True, verbose_name="Begins with")),
                ("digest", models.CharField(max_length=64, verbose_name="Digest")),
                ("issued_at", models.DateTimeField(verbose_name="Issued at")),
                ("expires_on", models.DateField(verbose_name="Valid until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="Revoked at")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="Last used")),
            ],
            options={
                "verbose_name": "Key",
                "verbose_name_plural": "Keys",
                "ordering": ["-issued_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="api.client")),
                ("key", models.CharField(max_length=100, verbose_name="Idempotency key")),
                ("digest", models.CharField(max_length=64, verbose_name="Digest of the request")),
                ("code", models.PositiveSmallIntegerField(default=0, verbose_name="Status code")),
                ("body", models.JSONField(default=dict, verbose_name="Answer")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Kept answer",
                "verbose_name_plural": "Kept answers",
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["at"], name="answer_by_age")],
                "constraints": [models.UniqueConstraint(fields=("client", "key"), name="answer_kept_once")],
            },
        ),
    ]
