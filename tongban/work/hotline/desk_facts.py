"""What the hotline publishes of its telephone and its decisions: waits, calls given up, first contacts. No number, no agent."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
FIRST_CONTACT_DAYS = 7
"""Within so many days a call of the same number on the same class is no first contact: the same matter again."""

CALLS = Fact(
    name="hotline_calls",
    title=_("Telephone calls that asked for a human"),
    day="called_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the call")),
        AREA,
        FactColumn("called_on", "day", _("Day on which a human was asked for")),
        FactColumn("line", "text", _("Code of the line"), groups=True),
        FactColumn("is_answered", "yes", _("Whether a human answered; nothing while it waits")),
        FactColumn(
            "is_abandoned", "yes", _("Whether the caller hung up while waiting; nothing while it waits")
        ),
        FactColumn(
            "wait_seconds", "whole", _("Seconds from asking for a human to the answer, or to hanging up")
        ),
        FactColumn(
            "talk_seconds", "whole", _("Seconds from the answer to hanging up; zero where unanswered")
        ),
        FactColumn(
            "after_seconds", "whole", _("Seconds of the work after the call; zero where there was none")
        ),
        FactColumn("is_from_knowledge", "yes", _("Whether an entry of the knowledge answered it")),
        FactColumn(
            "is_first_contact",
            "yes",
            _("Whether nobody called from the number on the same class in the seven days before"),
        ),
        FactColumn(
            "is_settled_at_first",
            "yes",
            _(
                "Whether nobody called from it on the same class in the seven days after; nothing before they are over"
            ),
        ),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, (it.asked_at {LOCAL})::date AS called_on, line.code AS line,
          CASE WHEN it.answered_at IS NOT NULL THEN true WHEN it.ended_at IS NOT NULL THEN false END AS is_answered,
          CASE WHEN it.answered_at IS NOT NULL THEN false WHEN it.ended_at IS NOT NULL THEN true END AS is_abandoned,
          ceil(extract(epoch FROM coalesce(it.answered_at, it.ended_at) - it.asked_at))::bigint AS wait_seconds,
          CASE WHEN it.answered_at IS NULL THEN 0
            ELSE extract(epoch FROM it.ended_at - it.answered_at)::bigint END AS talk_seconds,
          CASE WHEN it.answered_at IS NULL THEN 0
            ELSE extract(epoch FROM it.finished_at - it.ended_at)::bigint END AS after_seconds,
          it.entry <> '' AS is_from_knowledge,
          CASE WHEN own.demand_class_id IS NOT NULL AND it.phone <> '' THEN NOT EXISTS (
            SELECT FROM hotline_phonecall AS other JOIN hotline_order AS asked ON asked.id = other.order_id
            WHERE other.phone = it.phone AND asked.demand_class_id = own.demand_class_id
              AND other.asked_at < it.asked_at AND other.asked_at >= it.asked_at - interval '{FIRST_CONTACT_DAYS} days')
          END AS is_first_contact,
          CASE WHEN own.demand_class_id IS NOT NULL AND it.phone <> ''
              AND it.asked_at < now() - interval '{FIRST_CONTACT_DAYS} days' THEN NOT EXISTS (
            SELECT FROM hotline_phonecall AS other JOIN hotline_order AS asked ON asked.id = other.order_id
            WHERE other.phone = it.phone AND asked.demand_class_id = own.demand_class_id
              AND other.asked_at > it.asked_at AND other.asked_at <= it.asked_at + interval '{FIRST_CONTACT_DAYS} days')
          END AS is_settled_at_first,
          it.is_example AS is_simulated
        FROM hotline_phonecall AS it
        JOIN hotline_line AS line ON line.id = it.line_id
        LEFT JOIN hotline_order AS own ON own.id = it.order_id
    """,  # noqa: S608  (a constant of this module)
)

DECISIONS = Fact(
    name="hotline_decisions",
    title=_("Decisions on who is competent"),
    day="decided_on",
    subjects=("order_number",),
    columns=(
        FactColumn("reference", "text", _("Number of the order and of the decision")),
        AREA,
        FactColumn("order_number", "text", _("Number of the order")),
        FactColumn("decided_on", "day", _("Day of the decision")),
        FactColumn("unit", "text", _("Unit found competent"), groups=True),
        FactColumn("is_repeated", "yes", _("Whether the same class and area had been decided on before")),
        FactColumn("was_proposed", "yes", _("Whether a row of the catalogue in force proposed a unit")),
        FactColumn("follows_proposal", "yes", _("Whether it is that unit; nothing where none was proposed")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference || '-' || decision.id AS reference, '{{area}}' AS area, it.reference AS order_number,
          (decision.at {LOCAL})::date AS decided_on, unit.name AS unit,
          EXISTS (SELECT FROM hotline_competencedecision AS other JOIN hotline_order AS earlier ON earlier.id = other.order_id
            WHERE other.at < decision.at AND earlier.demand_class_id = it.demand_class_id
              AND earlier.area_id IS NOT DISTINCT FROM it.area_id) AS is_repeated,
          said.unit_id IS NOT NULL AS was_proposed, said.unit_id = decision.unit_id AS follows_proposal,
          it.is_example AS is_simulated
        FROM hotline_competencedecision AS decision
        JOIN hotline_order AS it ON it.id = decision.order_id AND NOT it.is_confidential
        JOIN people_department AS unit ON unit.id = decision.unit_id
        LEFT JOIN LATERAL (SELECT listed.unit_id FROM hotline_dispatchrow AS listed
          WHERE listed.demand_class_id = it.demand_class_id AND listed.state = 'accepted'
            AND (listed.area_id = it.area_id OR listed.area_id IS NULL)
            AND listed.since <= (decision.at {LOCAL})::date
            AND (listed.until IS NULL OR listed.until >= (decision.at {LOCAL})::date)
          ORDER BY listed.area_id IS NULL, listed.since DESC, listed.id DESC LIMIT 1) AS said ON true
    """,  # noqa: S608  (a constant of this module)
)
