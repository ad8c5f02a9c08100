"""What leaves the house, as facts: papers, deliveries, and orders to hurry."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn, fell_due
from tongban.work.cases.facts.columns import FILED, LOCAL, OF_CASE, PLACE, REFERENCE, SHARED

PAPERS = Fact(
    name="papers",
    title=_("Papers issued"),
    day="issued_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("issued_on", "day", _("Day of the paper")),
        FactColumn("kind", "text", _("Kind of the paper"), groups=True),
        FactColumn("number", "text", _("Number of the paper")),
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
        FactColumn("ordered_on", "day", _("Day it was ordered")),
        FactColumn("signed_on", "day", _("Day it was signed for")),
        FactColumn("way", "text", _("window, electronic or courier"), groups=True),
        FactColumn("direction", "text", _("to_applicant, from_applicant or to_office"), groups=True),
        FactColumn("state", "text", _("Where the parcel is"), groups=True),
        FactColumn("payer", "text", _("bureau or applicant"), groups=True),
        FactColumn("courier", "text", _("Courier firm"), groups=True),
        FactColumn("weight_grams", "whole", _("Weight in grams")),
        FactColumn("price_yuan", "yuan", _("Settled price, yuan")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (parcel.ordered_at {LOCAL})::date AS ordered_on,
          (parcel.signed_at {LOCAL})::date AS signed_on, parcel.way, parcel.direction, parcel.state, parcel.payer,
          parcel.courier, parcel.weight_grams, parcel.price_yuan
        FROM {OF_CASE} JOIN delivery_delivery AS parcel ON parcel.matter = matter.reference WHERE {FILED}
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
        FactColumn("urged_on", "day", _("Day of the order")),
        FactColumn("reply_due_on", "day", _("Last day to reply")),
        FactColumn("fell_due_on", "day", _("That last day once it is over; nothing before")),
        FactColumn("replied_on", "day", _("Day of the reply")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (urging.at {LOCAL})::date AS urged_on, urging.reply_due_on,
          {fell_due("urging.reply_due_on")} AS fell_due_on,
          (urging.replied_at {LOCAL})::date AS replied_on
        FROM {OF_CASE} JOIN cases_urging AS urging ON urging.case_id = matter.id WHERE {FILED}
    """,
)
