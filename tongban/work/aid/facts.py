"""What enterprise aid publishes to measurement: demands, meetings, policies told of. No enterprise, no person, no text."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
DEMANDS = Fact(
    name="aid_demands",
    title=_("Demands of enterprises"),
    day="registered_on",
    subjects=("reference", "aid"),
    columns=(
        FactColumn("reference", "text", _("Number of the order")),
        FactColumn("aid", "text", _("Subject of the demand in the ledger")),
        AREA,
        FactColumn("registered_on", "day", _("Day on which it came in")),
        FactColumn("kind", "text", _("policy, difficulty, complaint or suggestion"), groups=True),
        FactColumn("stage", "text", _("Stage of the enterprise"), groups=True),
        FactColumn("industry", "text", _("Section of GB/T 4754"), groups=True),
        FactColumn("district", "text", _("District"), groups=True),
        FactColumn("channel", "text", _("How it came"), groups=True),
        FactColumn("status", "text", _("Where its order stands"), groups=True),
        FactColumn("is_direct", "yes", _("Whether it was answered at once")),
        FactColumn("is_met_on", "yes", _("Whether the minutes of a meeting speak of it")),
        FactColumn("policies", "whole", _("Policies sent for it")),
        FactColumn("is_matched", "yes", _("Whether a policy that fits was sent for it")),
        FactColumn("replied_on", "day", _("Day of the first answer")),
        FactColumn("is_in_time", "yes", _("Whether the first answer came in time; nothing before it")),
        FactColumn("closed_on", "day", _("Day on which its order was closed")),
        FactColumn("solved", "text", _("unknown, yes or no, by the call back"), groups=True),
        FactColumn("is_excluded", "yes", _("Whether a ruling leaves it out of the figures")),
        FactColumn(
            "satisfaction", "whole", _("Five levels, 5 very satisfied; nothing while unknown"), groups=True
        ),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, demand.reference AS aid, '{{area}}' AS area, (it.registered_at {LOCAL})::date AS registered_on,
          demand.kind, demand.stage, demand.industry, district.name AS district, it.channel, it.status,
          coalesce(reply.is_direct, false) AS is_direct,
          EXISTS (SELECT FROM aid_meetingitem AS item JOIN aid_meeting AS meeting ON meeting.id = item.meeting_id
            WHERE item.demand_id = demand.id AND meeting.status = 'concluded') AS is_met_on,
          (SELECT count(*) FROM aid_sentpolicy AS sent WHERE sent.demand_id = demand.id) AS policies,
          EXISTS (SELECT FROM aid_sentpolicy AS sent WHERE sent.demand_id = demand.id
            AND sent.explanation ->> 'outcome' = 'met') AS is_matched,
          (reply.at {LOCAL})::date AS replied_on,
          CASE WHEN reply.at IS NOT NULL THEN
            CASE WHEN reply.is_direct THEN reply.at <= it.dispatch_due_at
              ELSE (reply.at {LOCAL})::date <= coalesce(reply.due_on, it.due_on) END END AS is_in_time,
          (it.closed_at {LOCAL})::date AS closed_on, it.solved, it.satisfaction, it.is_excluded,
          it.is_example AS is_simulated
        FROM aid_enterprisedemand AS demand
        JOIN hotline_order AS it ON it.id = demand.order_id
        LEFT JOIN hotline_area AS district ON district.id = it.area_id
        LEFT JOIN LATERAL (SELECT reply.is_direct, reply.at, reply.due_on FROM hotline_reply AS reply
          WHERE reply.order_id = it.id ORDER BY reply.id LIMIT 1) AS reply ON true
    """,
)
MEETINGS = Fact(
    name="aid_meetings",
    title=_("Research meetings"),
    day="held_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the meeting")),
        AREA,
        FactColumn("held_on", "day", _("Day of the meeting")),
        FactColumn("status", "text", _("Status of the meeting"), groups=True),
        FactColumn("concluded_on", "day", _("Day its minutes were issued")),
        FactColumn("demands", "whole", _("Demands on its table")),
        FactColumn("assigned", "whole", _("Demands it gave to units")),
        SIMULATED,
    ),
    query=f"""
        SELECT meeting.reference, '{{area}}' AS area, (meeting.held_at {LOCAL})::date AS held_on, meeting.status,
          (meeting.concluded_at {LOCAL})::date AS concluded_on,
          (SELECT count(*) FROM aid_meetingitem AS item WHERE item.meeting_id = meeting.id) AS demands,
          (SELECT count(item.unit_id) FROM aid_meetingitem AS item WHERE item.meeting_id = meeting.id) AS assigned,
          meeting.is_example AS is_simulated
        FROM aid_meeting AS meeting
    """,
)
NEWS = Fact(
    name="aid_policy_news",
    title=_("Enterprises told of policies that fit"),
    day="told_on",
    columns=(
        FactColumn("reference", "text", _("Number of the version told of")),
        AREA,
        FactColumn("told_on", "day", _("Day the enterprise was told")),
        FactColumn("policy", "text", _("Number of the policy"), groups=True),
        SIMULATED,
    ),
    query=f"""
        SELECT version.reference, '{{area}}' AS area, (news.at {LOCAL})::date AS told_on, policy.reference AS policy,
          policy.is_example AS is_simulated
        FROM aid_policynews AS news
        JOIN policies_policyversion AS version ON version.id = news.version_id
        JOIN policies_policy AS policy ON policy.id = news.policy_id
    """,
)
FACTS = (DEMANDS, MEETINGS, NEWS)
