"""What enquiries publish to measurement."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
ENQUIRIES = Fact(
    name="enquiries",
    title=_("Enquiries taken in at the window"),
    day="asked_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the enquiry")),
        AREA,
        FactColumn("asked_on", "day", _("Day of the question")),
        FactColumn("division", "text", _("Division that answers"), groups=True),
        FactColumn("answered_on", "day", _("Day of the answer; nothing while open")),
        FactColumn("is_in_time", "yes", _("Whether the answer came within the promised days")),
        SIMULATED,
    ),
    query=f"""
        SELECT enquiry.reference, '{{area}}' AS area, (enquiry.asked_at {LOCAL})::date AS asked_on,
          division.name AS division, (enquiry.answered_at {LOCAL})::date AS answered_on,
          (enquiry.answered_at {LOCAL})::date <= enquiry.due_on AS is_in_time, applicant.is_example AS is_simulated
        FROM enquiries_enquiry AS enquiry
        JOIN people_department AS division ON division.id = enquiry.division_id
        JOIN people_applicant AS applicant ON applicant.id = enquiry.applicant_id
    """,
)
FACTS = (ENQUIRIES,)
