"""What the ratings publish to measurement: every service that could be rated, rated or not."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"

RATINGS = Fact(
    name="ratings",
    title=_("Services that could be rated"),
    day="invited_on",
    subjects=("reference", "subject", "work"),
    columns=(
        FactColumn("reference", "text", _("Number of the case or visit")),
        AREA,
        FactColumn("invited_on", "day", _("Day the service could first be rated")),
        FactColumn("item", "text", _("Name of the business item"), groups=True),
        FactColumn("division", "text", _("Division that handled it"), groups=True),
        FactColumn("rated_on", "day", _("Day of the rating; nothing while unrated")),
        FactColumn("level", "whole", _("Five levels, 5 very satisfied; nothing while unrated"), groups=True),
        FactColumn("channel", "text", _("Where it was rated"), groups=True),
        FactColumn("is_excluded", "yes", _("Whether a ruling found the rating mistaken")),
        FactColumn("bad_status", "text", _("Status of the work on a bad rating"), groups=True),
        FactColumn(
            "contacted_in_time", "yes", _("Whether contact was made within the limit; nothing if not due")
        ),
        FactColumn(
            "remedied_in_time", "yes", _("Whether the remedy came within the limit; nothing if not due")
        ),
        FactColumn("follow_up_level", "whole", _("The one later rating after the remedy, counted apart")),
        FactColumn("subject", "text", _("Subject of the rating in the ledger"), is_open=False),
        FactColumn("work", "text", _("Number of the work on a bad rating"), is_open=False),
        SIMULATED,
    ),
    query=f"""
        SELECT invitation.matter AS reference, '{{area}}' AS area, (invitation.made_at {LOCAL})::date AS invited_on,
          invitation.item_name AS item, division.name AS division, (rating.at {LOCAL})::date AS rated_on, rating.level,
          rating.channel, coalesce(work.status = 'excluded', false) AS is_excluded, work.status AS bad_status,
          (work.contacted_at {LOCAL})::date <= work.contact_due_on AS contacted_in_time,
          (work.remedied_at {LOCAL})::date <= work.remedy_due_on AS remedied_in_time,
          later.level AS follow_up_level, 'RATING-' || invitation.matter AS subject, work.reference AS work,
          coalesce(applicant.is_example, false) AS is_simulated
        FROM ratings_invitation AS invitation
        JOIN people_department AS division ON division.id = invitation.division_id
        LEFT JOIN people_applicant AS applicant ON applicant.id = invitation.applicant_id
        LEFT JOIN ratings_rating AS rating ON rating.invitation_id = invitation.id
        LEFT JOIN ratings_followup AS later ON later.rating_id = rating.id
        LEFT JOIN ratings_badrating AS work ON work.rating_id = rating.id
    """,
)
FACTS = (RATINGS,)
