import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.CharField(max_length=60, verbose_name="Matter")),
                (
                    "way",
                    models.CharField(
                        choices=[("window", "At the window"), ("electronic", "Electronically"), ("courier", "By courier")], max_length=10, verbose_name="Way"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("to_applicant", "To the applicant"), ("from_applicant", "From the applicant")],
                        default="to_applicant",
                        max_length=14,
                        verbose_name="Direction",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked_for", "Waiting for the courier"),
                            ("to_collect", "To be collected"),
                            ("collected", "Collected"),
                            ("in_transit", "In transit"),
                            ("out_for_delivery", "Out for delivery"),
                            ("signed", "Signed for"),
                            ("returned", "Refused or returned"),
                            ("lost", "Lost"),
                            ("not_taken", "The courier did not take it"),
                        ],
                        default="to_collect",
                        max_length=16,
                        verbose_name="State",
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=80, verbose_name="Recipient")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="Telephone")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Address")),
                ("courier", models.CharField(blank=True, max_length=60, verbose_name="Courier")),
                ("waybill", models.CharField(blank=True, max_length=40, verbose_name="Waybill")),
                (
                    "payer",
                    models.CharField(choices=[("bureau", "The bureau"), ("applicant", "The applicant")], default="bureau", max_length=10, verbose_name="Payer"),
                ),
                ("weight_grams", models.PositiveIntegerField(blank=True, null=True, verbose_name="Weight (g)")),
                ("price_yuan", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Settled price (yuan)")),
                ("ordered_at", models.DateTimeField(verbose_name="Ordered at")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="Signed for at")),
            ],
            options={
                "verbose_name": "Delivery",
                "verbose_name_plural": "Deliveries",
                "ordering": ["-ordered_at"],
                "indexes": [models.Index(fields=["matter"], name="delivery_by_matter")],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("waybill", ""), _negated=True), fields=("courier", "waybill"), name="waybill_used_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("state", "asked_for"), _negated=True), ("waybill", ""), _connector="OR"),
                        name="parcel_asked_for_has_no_waybill",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("state", "signed"), _negated=True), ("signed_at__isnull", False), _connector="OR"),
                        name="parcel_signed_has_an_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_yuan__isnull", True), ("price_yuan__gte", 0), _connector="OR"), name="parcel_price_is_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.CharField(max_length=60, verbose_name="Matter")),
                (
                    "way",
                    models.CharField(
                        choices=[("window", "At the window"), ("electronic", "Electronically"), ("courier", "By courier")], max_length=10, verbose_name="Way"
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=80, verbose_name="Recipient")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="Telephone")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="Address")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="By")),
                ("at", models.DateTimeField(verbose_name="At")),
            ],
            options={
                "verbose_name": "Choice of delivery",
                "verbose_name_plural": "Choices of delivery",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "courier"), _negated=True),
                            models.Q(
                                models.Q(("recipient", ""), _negated=True), models.Q(("phone", ""), _negated=True), models.Q(("address", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="delivery_by_courier_has_an_address",
                    ),
                    models.UniqueConstraint(fields=("matter",), name="delivery_chosen_once"),
                ],
            },
        ),
    ]
