"""What the hotline publishes to measurement: orders, who held them, calls back, alarms. No person, no text, no report's aim."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn, fell_due
from tongban.work.hotline.desk_facts import CALLS, DECISIONS

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
SIGN_DUE = f"""(CASE WHEN it.signed_at IS NOT NULL OR it.status <> 'returned'
            THEN (it.sign_due_at {LOCAL})::date END)"""
DUE = "coalesce(first.due_on, it.due_on)"
UNIT = "CASE WHEN it.is_confidential THEN NULL ELSE unit.name END AS unit"

ORDERS = Fact(
    name="hotline_orders",
    title=_("Orders of the hotline"),
    day="registered_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the order")),
        AREA,
        FactColumn("registered_on", "day", _("Day on which it came in")),
        FactColumn("line", "text", _("Code of the line"), groups=True),
        FactColumn(
            "line_form", "text", _("Form of the line: main, merged, themed or of an event"), groups=True
        ),
        FactColumn("channel", "text", _("How it came"), groups=True),
        FactColumn("kind", "text", _("Advice, help, complaint, report or suggestion"), groups=True),
        FactColumn(
            "demand_class", "text", _("Key of the class; nothing for confidential reports"), groups=True
        ),
        FactColumn("class_name", "text", _("Name of the class today"), groups=True),
        FactColumn(
            "district", "text", _("District of the place; nothing for confidential reports"), groups=True
        ),
        FactColumn("unit", "text", _("Lead unit; nothing for confidential reports"), groups=True),
        FactColumn("status", "text", _("Where the order stands"), groups=True),
        FactColumn("is_direct", "yes", _("Whether it was answered at once")),
        FactColumn("dispatched_on", "day", _("Day of the first dispatch; nothing before it")),
        FactColumn("is_dispatched_in_time", "yes", _("Whether the centre passed it on in time")),
        FactColumn(
            "sign_due_on", "day", _("Day by which the unit signs for it; nothing once it returned it in time")
        ),
        FactColumn("sign_fell_due_on", "day", _("That day once it is over; nothing before")),
        FactColumn(
            "is_signed_in_time",
            "yes",
            _("Whether the unit signed in time; nothing before it does"),
        ),
        FactColumn(
            "due_on", "day", _("Last day to handle it: counted from the dispatch; nothing while suspended")
        ),
        FactColumn("fell_due_on", "day", _("That last day once it is over; nothing before")),
        FactColumn("replied_on", "day", _("Day of the first reply of the unit")),
        FactColumn(
            "is_replied_in_time", "yes", _("Whether the first reply came by its last day; nothing before it")
        ),
        FactColumn("closed_on", "day", _("Day on which it was closed: no word of whether it is solved")),
        FactColumn("rounds", "whole", _("Times it was handled")),
        FactColumn("returns", "whole", _("Times a unit returned it")),
        FactColumn("is_returned", "yes", _("Whether a unit returned it")),
        FactColumn("is_redone", "yes", _("Whether it was handled again after a call back")),
        FactColumn("is_extended", "yes", _("Whether its limit was extended")),
        FactColumn("is_suspended", "yes", _("Whether it was suspended")),
        FactColumn("solved", "text", _("unknown, yes or no, by the call back"), groups=True),
        FactColumn(
            "satisfaction", "whole", _("Five levels, 5 very satisfied; nothing while unknown"), groups=True
        ),
        FactColumn("is_excluded", "yes", _("Whether a ruling leaves it out of the figures")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference, '{{area}}' AS area, (it.registered_at {LOCAL})::date AS registered_on,
          line.code AS line, line.form AS line_form, it.channel, it.kind, class.key AS demand_class, class.name AS class_name,
          district.name AS district, {UNIT}, it.status, coalesce(direct.is_direct, false) AS is_direct,
          (it.dispatched_at {LOCAL})::date AS dispatched_on, it.dispatched_at <= it.dispatch_due_at AS is_dispatched_in_time,
          {SIGN_DUE} AS sign_due_on, {fell_due(SIGN_DUE)} AS sign_fell_due_on,
          it.signed_at <= it.sign_due_at AS is_signed_in_time,
          {DUE} AS due_on, {fell_due(DUE)} AS fell_due_on, (first.at {LOCAL})::date AS replied_on,
          (first.at {LOCAL})::date <= first.due_on AS is_replied_in_time, (it.closed_at {LOCAL})::date AS closed_on,
          it.rounds, back.count AS returns, back.count > 0 AS is_returned, it.rounds > 1 AS is_redone,
          EXISTS (SELECT FROM hotline_orderextension AS more WHERE more.order_id = it.id) AS is_extended,
          EXISTS (SELECT FROM hotline_suspension AS stop WHERE stop.order_id = it.id) AS is_suspended,
          it.solved, it.satisfaction, it.is_excluded, it.is_example AS is_simulated
        FROM hotline_order AS it
        JOIN hotline_line AS line ON line.id = it.line_id
        LEFT JOIN hotline_demandclass AS class ON class.id = it.demand_class_id
        LEFT JOIN hotline_area AS district ON district.id = it.area_id
        LEFT JOIN people_department AS unit ON unit.id = it.lead_unit_id
        LEFT JOIN LATERAL (SELECT reply.at, reply.due_on FROM hotline_reply AS reply
          WHERE reply.order_id = it.id AND NOT reply.is_direct ORDER BY reply.id LIMIT 1) AS first ON true
        LEFT JOIN LATERAL (SELECT reply.is_direct FROM hotline_reply AS reply
          WHERE reply.order_id = it.id AND reply.is_direct LIMIT 1) AS direct ON true
        LEFT JOIN LATERAL (SELECT count(*) FROM hotline_return AS came WHERE came.order_id = it.id) AS back ON true
    """,
)

HOLDINGS = Fact(
    name="hotline_holdings",
    title=_("Who held orders of the hotline, and how long"),
    day="held_on",
    subjects=("order_number",),
    columns=(
        FactColumn("reference", "text", _("Number of the order and of the holding")),
        AREA,
        FactColumn("order_number", "text", _("Number of the order")),
        FactColumn("held_on", "day", _("Day on which the unit or the centre got it")),
        FactColumn("unit", "text", _("Unit or centre; nothing for confidential reports"), groups=True),
        FactColumn("since", "moment", _("From")),
        FactColumn("until", "moment", _("Until: where the next begins, or the order was closed")),
        FactColumn("seconds", "whole", _("Seconds in between; nothing while it lasts")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference || '-' || row_number() OVER way AS reference, '{{area}}' AS area, it.reference AS order_number,
          (held.since {LOCAL})::date AS held_on, {UNIT}, held.since {LOCAL} AS since,
          coalesce(lead(held.since) OVER way, it.closed_at) {LOCAL} AS until,
          extract(epoch FROM coalesce(lead(held.since) OVER way, it.closed_at) - held.since)::bigint AS seconds,
          it.is_example AS is_simulated
        FROM hotline_holding AS held
        JOIN hotline_order AS it ON it.id = held.order_id
        JOIN people_department AS unit ON unit.id = held.unit_id
        WINDOW way AS (PARTITION BY held.order_id ORDER BY held.since, held.id)
    """,
)

CALL_BACKS = Fact(
    name="hotline_call_backs",
    title=_("Calls back of the hotline"),
    day="called_on",
    subjects=("order_number",),
    columns=(
        FactColumn("reference", "text", _("Number of the order and of the attempt")),
        AREA,
        FactColumn("order_number", "text", _("Number of the order")),
        FactColumn("called_on", "day", _("Day of the attempt")),
        FactColumn("line", "text", _("Code of the line"), groups=True),
        FactColumn("unit", "text", _("Lead unit; nothing for confidential reports"), groups=True),
        FactColumn("round", "whole", _("After which time of handling")),
        FactColumn("means", "text", _("How the caller was asked"), groups=True),
        FactColumn("result", "text", _("heard, unreached or declined"), groups=True),
        FactColumn("was_contacted", "yes", _("Whether the caller says that the unit made contact")),
        FactColumn("solved", "text", _("unknown, yes or no"), groups=True),
        FactColumn("satisfaction", "whole", _("Five levels, 5 very satisfied"), groups=True),
        FactColumn("is_excluded", "yes", _("Whether a ruling leaves the order out of the figures")),
        SIMULATED,
    ),
    query=f"""
        SELECT it.reference || '-' || call.id AS reference, '{{area}}' AS area, it.reference AS order_number,
          (call.at {LOCAL})::date AS called_on, line.code AS line, {UNIT}, call.round, call.means, call.result,
          call.was_contacted, call.solved, call.satisfaction, it.is_excluded, it.is_example AS is_simulated
        FROM hotline_callback AS call
        JOIN hotline_order AS it ON it.id = call.order_id
        JOIN hotline_line AS line ON line.id = it.line_id
        LEFT JOIN people_department AS unit ON unit.id = it.lead_unit_id
    """,
)

LINES = Fact(
    name="hotline_lines",
    title=_("Lines of the hotline: its own, merged ones, themed ones"),
    day="since",
    is_open=True,
    columns=(
        FactColumn("reference", "text", _("Code of the line")),
        AREA,
        FactColumn("since", "day", _("Day from which it answers; of a merged one the day of the merger")),
        FactColumn("until", "day", _("Last day; nothing while it answers")),
        FactColumn("form", "text", _("Form of the line: main, merged, themed or of an event"), groups=True),
        FactColumn("is_merged", "yes", _("Whether another hotline was merged into it")),
        FactColumn("seats", "whole", _("Seats that came over")),
    ),
    query="""
        SELECT line.code AS reference, '{area}' AS area, coalesce(merged.merged_on, line.since) AS since, line.until,
          line.form, merged.id IS NOT NULL AS is_merged, merged.seats
        FROM hotline_line AS line
        LEFT JOIN hotline_mergerecord AS merged ON merged.line_id = line.id
    """,
)
ALARMS = Fact(
    name="hotline_alarms",
    title=_("Alarms on bursts of the hotline"),
    day="day",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the alarm")),
        AREA,
        FactColumn("day", "day", _("Day with more demands than the limit")),
        FactColumn("demand_class", "text", _("Key of the class"), groups=True),
        FactColumn("class_name", "text", _("Name of the class today"), groups=True),
        FactColumn("district", "text", _("District"), groups=True),
        FactColumn("seen", "whole", _("Demands of that day")),
        FactColumn("limit", "whole", _("Limit from which an alarm is raised")),
        FactColumn("budget", "whole", _("False alarms a year that were accepted then")),
        FactColumn("is_looked_at", "yes", _("Whether a person has looked into it")),
        FactColumn("is_false", "yes", _("Whether there was no common cause; nothing before somebody looked")),
        SIMULATED,
    ),
    query="""
        SELECT 'BURST-' || it.id AS reference, '{area}' AS area, it.day, class.key AS demand_class,
          class.name AS class_name, district.name AS district, it.seen, it.limit, it.budget,
          it.finding <> '' AS is_looked_at, CASE it.finding WHEN '' THEN NULL ELSE it.finding = 'chance' END AS is_false,
          it.is_example AS is_simulated
        FROM hotline_burstalarm AS it
        JOIN hotline_demandclass AS class ON class.id = it.demand_class_id
        LEFT JOIN hotline_area AS district ON district.id = it.area_id
    """,
)
FACTS = (ORDERS, HOLDINGS, CALL_BACKS, LINES, ALARMS, CALLS, DECISIONS)
