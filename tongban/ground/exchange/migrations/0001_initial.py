import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("exchange", "0002_messages")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reader",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Reader"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "Legal notices"),
                            ("progress", "News of your matters"),
                            ("reminder", "Reminders"),
                            ("rating", "Ratings"),
                            ("work", "Work that waits"),
                            ("limits", "Limits and supervision"),
                            ("review", "Versions and performance years"),
                            ("system", "The system"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                ("room", models.CharField(blank=True, max_length=20, verbose_name="Room")),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="Subject")),
                ("key", models.CharField(max_length=160, verbose_name="Told once as")),
                ("template", models.CharField(max_length=60, verbose_name="Text")),
                ("title", models.CharField(max_length=200, verbose_name="Title")),
                ("text", models.TextField(verbose_name="Message")),
                ("short", models.CharField(max_length=300, verbose_name="Short text")),
                ("title_en", models.CharField(max_length=300, verbose_name="Title in English")),
                ("text_en", models.TextField(verbose_name="Message in English")),
                ("short_en", models.CharField(max_length=400, verbose_name="Short text in English")),
                ("link", models.CharField(blank=True, max_length=200, verbose_name="Link")),
                ("at", models.DateTimeField(verbose_name="At")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="Read at")),
            ],
            options={
                "verbose_name": "Message",
                "verbose_name_plural": "Messages",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["reader", "-at", "-id"], name="message_by_reader"),
                    models.Index(condition=models.Q(("read_at", None)), fields=["reader"], name="message_unread"),
                ],
                "constraints": [models.UniqueConstraint(fields=("key", "template", "reader"), name="message_told_once")],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reader",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Reader"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "Legal notices"),
                            ("progress", "News of your matters"),
                            ("reminder", "Reminders"),
                            ("rating", "Ratings"),
                            ("work", "Work that waits"),
                            ("limits", "Limits and supervision"),
                            ("review", "Versions and performance years"),
                            ("system", "The system"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("inbox", "Inbox"), ("sms", "SMS"), ("email", "E-mail"), ("webhook", "Work chat")], max_length=10, verbose_name="Channel"
                    ),
                ),
                ("is_wanted", models.BooleanField(verbose_name="Wanted")),
            ],
            options={
                "verbose_name": "Choice of messages",
                "verbose_name_plural": "Choices of messages",
                "constraints": [models.UniqueConstraint(fields=("reader", "kind", "channel"), name="choice_made_once")],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reader",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="Reader"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("inbox", "Inbox"), ("sms", "SMS"), ("email", "E-mail"), ("webhook", "Work chat")], max_length=10, verbose_name="Channel"
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="Address")),
                ("language", models.CharField(default="zh-hans", max_length=10, verbose_name="Language")),
                ("code_digest", models.CharField(blank=True, max_length=64, verbose_name="Digest of the code")),
                ("code_at", models.DateTimeField(verbose_name="Code sent at")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="Tries")),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="Verified at")),
            ],
            options={
                "verbose_name": "Contact",
                "verbose_name_plural": "Contacts",
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("verified_at__isnull", False)), fields=("reader", "channel"), name="contact_verified_once"),
                    models.UniqueConstraint(condition=models.Q(("verified_at", None)), fields=("reader", "channel"), name="contact_waiting_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Simulated",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[("inbox", "Inbox"), ("sms", "SMS"), ("email", "E-mail"), ("webhook", "Work chat")], max_length=10, verbose_name="Channel"
                    ),
                ),
                ("to", models.CharField(max_length=120, verbose_name="To")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="Title")),
                ("text", models.TextField(verbose_name="Text")),
                ("parts", models.PositiveSmallIntegerField(default=1, verbose_name="Parts")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="At")),
            ],
            options={
                "verbose_name": "Simulated sending",
                "verbose_name_plural": "Simulated sendings",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60, verbose_name="Kind")),
                ("key", models.CharField(max_length=120, verbose_name="Key")),
                ("subject", models.CharField(blank=True, db_index=True, max_length=80, verbose_name="Concerns")),
                ("payload", models.JSONField(default=dict, verbose_name="Content")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("dead", "Could not be sent"), ("given_up", "Given up")],
                        default="waiting",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("put_at", models.DateTimeField(verbose_name="Put in at")),
                ("due_at", models.DateTimeField(verbose_name="Due at")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Attempts")),
                ("attempts_before", models.PositiveSmallIntegerField(default=0, verbose_name="Attempts before it was sent again")),
                ("tried_at", models.DateTimeField(blank=True, null=True, verbose_name="Last tried at")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Sent at")),
            ],
            options={
                "verbose_name": "Outgoing",
                "verbose_name_plural": "Outbox",
                "ordering": ["-put_at", "-pk"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["kind", "due_at"], name="outgoing_waiting"),
                    models.Index(fields=["state", "put_at"], name="outgoing_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="outgoing_put_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="outgoing_sent_has_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outgoing", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tries", to="exchange.outgoing")),
                ("number", models.PositiveSmallIntegerField(verbose_name="Attempt")),
                ("at", models.DateTimeField(verbose_name="At")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("no_answer", "The other side did not answer"),
                            ("rejected", "The other side refused it"),
                            ("interrupted", "The server was stopped while sending"),
                            ("no_sender", "This version of the program does not know this kind"),
                            ("fault", "A fault in the program"),
                        ],
                        default="sending",
                        max_length=12,
                        verbose_name="Outcome",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="Detail")),
            ],
            options={
                "verbose_name": "Attempt",
                "verbose_name_plural": "Attempts",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("outgoing", "number"), name="attempt_numbered_once")],
            },
        ),
    ]
