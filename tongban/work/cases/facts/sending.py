"""What leaves the house, as facts: papers, deliveries, and orders to hurry."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Column, Fact
from tongban.work.cases.facts.columns import FILED, LOCAL, OF_CASE, PLACE, REFERENCE, SHARED

PAPERS = Fact(
    name="papers",
    title=_("Papers issued"),
    day="issued_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        Column("issued_on", "day", _("Day of the paper")),
        Column("kind", "text", _("Kind of the paper"), groups=True),
        Column("number", "text", _("Number of the paper")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (paper.at {LOCAL})::date AS issued_on, paper.kind, paper.number
        FROM {OF_CASE} JOIN cases_paper AS paper ON paper.case_id = matter.id WHERE {FILED}
    """,
)

DELIVERIES = Fact(
    name="deliveries",
    title=_("Results handed over and parcels"),
    day="ordered_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        Column("ordered_on", "day", _("Day it was ordered")),
        Column("signed_on", "day", _("Day it was signed for")),
        Column("way", "text", _("window, electronic or courier"), groups=True),
        Column("direction", "text", _("to_applicant or from_applicant"), groups=True),
        Column("state", "text", _("Where the parcel is"), groups=True),
        Column("payer", "text", _("bureau or applicant"), groups=True),
        Column("courier", "text", _("Courier firm"), groups=True),
        Column("weight_grams", "whole", _("Weight in grams")),
        Column("price_yuan", "yuan", _("Settled price, yuan")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (parcel.ordered_at {LOCAL})::date AS ordered_on,
          (parcel.signed_at {LOCAL})::date AS signed_on, parcel.way, parcel.direction, parcel.state, parcel.payer,
          parcel.courier, parcel.weight_grams, parcel.price_yuan
        FROM {OF_CASE} JOIN cases_delivery AS parcel ON parcel.case_id = matter.id WHERE {FILED}
    """,
)

URGINGS = Fact(
    name="urgings",
    title=_("Orders to hurry a case"),
    day="urged_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        Column("urged_on", "day", _("Day of the order")),
        Column("reply_due_on", "day", _("Last day to reply")),
        Column("replied_on", "day", _("Day of the reply")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (urging.at {LOCAL})::date AS urged_on, urging.reply_due_on,
          (urging.replied_at {LOCAL})::date AS replied_on
        FROM {OF_CASE} JOIN cases_urging AS urging ON urging.case_id = matter.id WHERE {FILED}
    """,
)
