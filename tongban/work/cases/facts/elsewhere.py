"""Service elsewhere, as facts: cases taken in for another office, and what the offices handed over."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn
from tongban.work.cases.facts.columns import FILED, LOCAL, OF_CASE, PLACE, REFERENCE, SHARED

ELSEWHERE = Fact(
    name="elsewhere_cases",
    title=_("Cases taken in for another office"),
    day="taken_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("taken_on", "day", _("Day it was taken in")),
        FactColumn("reach", "text", _("provinces, province or city"), groups=True),
        FactColumn("way", "text", _("online, collected or joint"), groups=True),
        FactColumn("office", "text", _("Office that took it in"), groups=True),
        FactColumn("identity", "text", _("How it was made sure who applies"), groups=True),
        FactColumn("received_on", "day", _("Day the deciding office signed for the papers")),
        FactColumn("decided_on", "day", _("Day of the decision")),
        FactColumn("due_on", "day", _("Last day as promised")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (taken.at {LOCAL})::date AS taken_on, listed.reach, taken.way, office.name AS office, taken.identity,
          (SELECT (min(sent.received_at) {LOCAL})::date FROM cases_transfer AS sent WHERE sent.case_id = matter.id
            AND sent.purpose = 'decide' AND sent.state = 'received') AS received_on,
          matter.decided_on, matter.due_on
        FROM {OF_CASE} JOIN cases_caseelsewhere AS taken ON taken.case_id = matter.id
        JOIN cases_elsewhereitem AS listed ON listed.id = taken.listed_id
        JOIN people_department AS office ON office.id = taken.office_id WHERE {FILED}
    """,
)
TRANSFERS = Fact(
    name="transfers",
    title=_("Hand-overs between offices"),
    day="sent_on",
    subjects=("reference",),
    columns=(
        REFERENCE,
        AREA,
        FactColumn("sent_on", "day", _("Day it was sent")),
        FactColumn("received_on", "day", _("Day it was signed for or turned back")),
        FactColumn("purpose", "text", _("decide, part or result"), groups=True),
        FactColumn("state", "text", _("sent, received, turned_back or done"), groups=True),
        FactColumn("sender", "text", _("From office"), groups=True),
        FactColumn("receiver", "text", _("To office"), groups=True),
        FactColumn("is_by_courier", "yes", _("Whether a courier carried it")),
        *PLACE,
        SIMULATED,
    ),
    query=f"""
        SELECT {SHARED}, (sent.sent_at {LOCAL})::date AS sent_on, (sent.received_at {LOCAL})::date AS received_on,
          sent.purpose, sent.state, sender.name AS sender, receiver.name AS receiver,
          sent.parcel_id IS NOT NULL AS is_by_courier
        FROM {OF_CASE} JOIN cases_transfer AS sent ON sent.case_id = matter.id
        JOIN people_department AS sender ON sender.id = sent.sender_id
        JOIN people_department AS receiver ON receiver.id = sent.receiver_id WHERE {FILED}
    """,
)
