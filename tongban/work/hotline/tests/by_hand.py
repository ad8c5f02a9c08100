"""The hotline's figures a second time, from its tables."""

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

from tests.periods import DAYS, HOURS, LOCAL
from tongban.ground.people.models import Department
from tongban.work.hotline.models import (
    BurstAlarm,
    CompetenceDecision,
    HandOver,
    Line,
    MergeRecord,
    Order,
    PhoneCall,
    Return,
)

ENDS = datetime(2022, 12, 31, 15, 59, tzinfo=UTC)
"""The last minute of the year in Suzhou."""

TAKEN_IN = f"FROM hotline_order WHERE registered_at {HOURS}"
DISPATCHED = f"FROM hotline_order WHERE dispatched_at {HOURS}"
LET_GO = (
    "(status = 'returned' OR merged_into_id IS NOT NULL OR id IN (SELECT order_id FROM hotline_handover))"
)
HEARD = f"""FROM hotline_callback AS call JOIN hotline_order AS it ON it.id = order_id
    WHERE call.at {HOURS} AND result = 'heard' AND NOT is_excluded"""
IN_TIME = f"""SELECT count(*) FILTER (WHERE day <= due_on), count(*) FROM (
      SELECT DISTINCT ON (it.id) coalesce(reply.due_on, it.due_on) AS due_on, (reply.at {LOCAL})::date AS day
      FROM hotline_order AS it LEFT JOIN hotline_reply AS reply ON order_id = it.id AND NOT is_direct {{more}}
      ORDER BY it.id, reply.at
    ) AS first WHERE due_on {DAYS}"""
CLOSED = f"SELECT count(*), NULL FROM hotline_order WHERE closed_at {HOURS}"
ON_LINES = "line_id IN (SELECT id FROM hotline_line WHERE form = '{form}')"
CALLS = f"FROM hotline_phonecall WHERE asked_at {HOURS} AND (answered_at IS NOT NULL OR ended_at IS NOT NULL)"
ANSWERED = f"FROM hotline_phonecall WHERE answered_at IS NOT NULL AND asked_at {HOURS}"
WAITED = "ceil(extract(epoch FROM coalesce(answered_at, ended_at) - asked_at))"
TALKED = "round(extract(epoch FROM ended_at - answered_at))"
WORKED = "round(extract(epoch FROM finished_at - ended_at))"
MATTERS = """(SELECT call.id, call.phone, call.asked_at, demand_class_id FROM hotline_phonecall AS call
      JOIN hotline_order ON hotline_order.id = order_id WHERE call.phone <> '' AND demand_class_id IS NOT NULL)"""
AGAIN = f"""EXISTS (SELECT FROM {MATTERS} AS other WHERE other.phone = it.phone
      AND other.demand_class_id = it.demand_class_id AND"""
ALARMS = f"FROM hotline_burstalarm WHERE day {DAYS}"


def median(seconds, rows):
    """Return the SQL of a median of whole seconds, and of how many there are."""
    return f"""SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY {seconds}),
        count({seconds}) {rows}"""


def mean_and_max(code, seconds, rows):
    """Return the SQL of a mean, as its sum and how many there are, and of a maximum, each under its code."""
    return {
        f"{code}-mean": f"SELECT sum({seconds}), count({seconds}) {rows}",
        f"{code}-max": f"SELECT max({seconds}), NULL {rows}",
    }


def within(seconds):
    """Return the SQL of the share answered within so many seconds."""
    return f"""SELECT count(*) FILTER (WHERE answered_at - asked_at <= interval '{seconds} seconds'), count(*) {CALLS}"""


SQL = {
    "hotline-orders": f"SELECT count(*), NULL {TAKEN_IN}",
    "hotline-direct": f"""SELECT count(*) FILTER (WHERE id IN (SELECT order_id FROM hotline_reply WHERE is_direct)),
        count(*) {TAKEN_IN}""",
    "hotline-dispatched-in-time": f"""SELECT count(*) FILTER (WHERE dispatched_at <= dispatch_due_at), count(*)
        {DISPATCHED}""",
    "hotline-signed-in-time": f"""SELECT count(*) FILTER (WHERE signed_at <= sign_due_at), count(*)
        FROM hotline_order WHERE sign_due_at {HOURS} AND NOT (signed_at IS NULL AND {LET_GO})""",
    "hotline-replied-in-time": IN_TIME.format(more=""),
    "hotline-returned": f"""SELECT count(*) FILTER (WHERE id IN (SELECT order_id FROM hotline_return)), count(*)
        {DISPATCHED}""",
    "hotline-redone": f"SELECT count(*) FILTER (WHERE rounds > 1), count(*) {DISPATCHED}",
    "hotline-extended": f"""SELECT count(*) FILTER (WHERE id IN (SELECT order_id FROM hotline_orderextension)),
        count(*) {DISPATCHED}""",
    "hotline-suspended": f"""SELECT count(*) FILTER (WHERE id IN (SELECT order_id FROM hotline_suspension)), count(*)
        {DISPATCHED}""",
    "hotline-response": f"SELECT count(*) FILTER (WHERE was_contacted), count(was_contacted) {HEARD}",
    "hotline-solution": f"""SELECT count(*) FILTER (WHERE call.solved = 'yes'), count(*) {HEARD}
        AND call.solved <> 'unknown'""",
    "hotline-satisfaction": f"""SELECT count(*) FILTER (WHERE call.satisfaction IN (3, 4, 5)), count(call.satisfaction)
        {HEARD}""",
    "hotline-alarms": f"SELECT count(*), NULL {ALARMS}",
    "hotline-false-alarms": f"""SELECT count(*) FILTER (WHERE finding = 'chance'), count(*) {ALARMS}
        AND acknowledged_at IS NOT NULL""",
    "hotline-closed": CLOSED,
    "hotline-closed-solved": f"{CLOSED} AND solved = 'yes'",
    "hotline-closed-unsolved": f"{CLOSED} AND solved = 'no'",
    "hotline-closed-unheard": f"{CLOSED} AND solved NOT IN ('yes', 'no')",
    "hotline-dispatched": f"SELECT count(*), NULL {DISPATCHED}",
    "hotline-calls-unheard": f"SELECT count(*), NULL FROM hotline_callback WHERE at {HOURS} AND result <> 'heard'",
    "hotline-calls-excluded": f"""SELECT count(*), NULL FROM hotline_callback WHERE at {HOURS} AND result = 'heard'
        AND order_id IN (SELECT id FROM hotline_order WHERE is_excluded)""",
    "hotline-lines-merged": f"SELECT count(*), NULL FROM hotline_mergerecord WHERE merged_on {DAYS}",
    "hotline-lines-themed": f"""SELECT count(*), NULL FROM hotline_line WHERE form = 'themed' AND since {DAYS}""",
    "hotline-orders-themed": f"SELECT count(*), NULL {TAKEN_IN} AND {ON_LINES.format(form='themed')}",
    "hotline-orders-surge": f"SELECT count(*), NULL {TAKEN_IN} AND {ON_LINES.format(form='surge')}",
    "hotline-surge-in-time": IN_TIME.format(more=f"WHERE {ON_LINES.format(form='surge')}"),
    "hotline-orders-of-platforms": f"SELECT count(*), NULL {TAKEN_IN} AND channel = 'api'",
    "hotline-calls": f"SELECT count(*), NULL FROM hotline_phonecall WHERE asked_at {HOURS}",
    "hotline-calls-waiting": f"""SELECT count(*), NULL FROM hotline_phonecall
        WHERE asked_at {HOURS} AND coalesce(answered_at, ended_at) IS NULL""",
    "hotline-answered": f"SELECT count(answered_at), count(*) {CALLS}",
    "hotline-answered-15": within(15),
    "hotline-answered-20": within(20),
    "hotline-answered-30": within(30),
    "hotline-abandoned": f"SELECT count(*) FILTER (WHERE answered_at IS NULL), count(*) {CALLS}",
    "hotline-wait-median": median(WAITED, CALLS),
    "hotline-talk-median": median(TALKED, ANSWERED),
    "hotline-after-median": median(WORKED, ANSWERED),
    **mean_and_max("hotline-wait", WAITED, CALLS),
    **mean_and_max("hotline-talk", TALKED, ANSWERED),
    **mean_and_max("hotline-after", WORKED, ANSWERED),
    "hotline-settled-at-first": f"""SELECT count(*) FILTER (WHERE NOT {AGAIN}
          other.asked_at > it.asked_at AND other.asked_at - it.asked_at <= interval '7 days')), count(*)
        FROM {MATTERS} AS it WHERE asked_at {HOURS} AND NOT {AGAIN}
          other.asked_at < it.asked_at AND it.asked_at - other.asked_at <= interval '7 days')""",
    "hotline-decided-by-catalogue": f"""SELECT count(*) FILTER (WHERE unit_id = (
          SELECT unit_id FROM hotline_dispatchrow AS listed WHERE state = 'accepted'
            AND listed.demand_class_id = it.demand_class_id
            AND coalesce(listed.area_id, it.area_id) IS NOT DISTINCT FROM it.area_id
            AND (decision.at {LOCAL})::date BETWEEN since AND coalesce(until, 'infinity')
          ORDER BY listed.area_id NULLS LAST, since DESC, listed.id DESC LIMIT 1)), count(*)
        FROM hotline_competencedecision AS decision JOIN hotline_order AS it ON it.id = order_id
        WHERE decision.at {HOURS} AND NOT is_confidential AND EXISTS (
          SELECT FROM hotline_competencedecision AS other JOIN hotline_order AS earlier ON earlier.id = other.order_id
          WHERE other.at < decision.at AND earlier.demand_class_id = it.demand_class_id
            AND earlier.area_id IS NOT DISTINCT FROM it.area_id)""",
}


def let_happen(chance, by):
    """Move orders over the border of the year, rule some out; let calls come in, lines open and alarms prove false."""
    own = list(Order.objects.filter(is_confidential=False).order_by("pk"))
    for order in chance.sample(own, 20):
        order.registered_at = ENDS + timedelta(minutes=chance.choice([0, 1, -525600, -525599]))
        order.is_excluded, order.channel = chance.random() < 0.5, chance.choice(["phone", "api"])
        order.save()
    for order in chance.sample([each for each in own if each.sign_due_at], 8):
        order.status, order.signed_at = chance.choice(["returned", "handed_over"]), None
        order.closed_at, order.solved, order.satisfaction, order.heard_in = None, "unknown", None, None
        if order.status == "handed_over":
            HandOver.objects.create(order=order, to="110", by=by, at=order.dispatched_at)
            order.sign_due_at = None
        order.save()
    for alarm in BurstAlarm.objects.order_by("pk"):
        alarm.finding, alarm.acknowledged_by, alarm.acknowledged_at = (
            chance.choice(["burst", "chance"]),
            by,
            ENDS,
        )
        alarm.save()
    open_lines(chance, own)
    call(chance, own, by)
    decide(chance, by)


def open_lines(chance, orders):
    """Open a line of a theme and one of an event, merge one into the hotline, and give each some of the orders."""
    main = Line.objects.get(code="12345")
    for form in ("themed", "surge", "whole"):
        since = date(2022, 1, 1) - timedelta(days=chance.choice([0, 0, 0, 1]))
        line = Line.objects.create(code=form, name=form, form=form, centre=main.centre, since=since)
        if form == "whole":
            MergeRecord.objects.create(line=line, owner=main.centre, merged_on=date(2022, 12, 31))
        for order in chance.sample(orders, 15):
            order.line = line
            order.save()


def call(chance, orders, by):
    """Let a few numbers call again and again: some give up, some wait to this day, some are still being talked to."""
    for number in range(80):
        order = chance.choice(orders[:6])
        asked_at = ENDS - timedelta(
            days=chance.choice([0, 1, 7, 8, 14, 365]), seconds=chance.randint(-99, 99)
        )
        moments = [
            asked_at + timedelta(seconds=seconds)
            for seconds in accumulate(chance.random() * 33 for _ in range(3))
        ]
        said = dict(
            zip(("answered_at", "ended_at", "finished_at"), moments[: chance.randint(0, 3)], strict=False)
        )
        if chance.random() < 0.2:
            said = {"ended_at": moments[1]}
        if "answered_at" in said:
            said |= {"rung_at": asked_at, "agent": by}
        phone = chance.choice(["1", "2", ""])
        of = {"line": order.line, "order": order, "phone": phone, "asked_at": asked_at}
        PhoneCall.objects.create(reference=f"CALL-X-{number}", exchange_key=f"{number}", **of, **said)


def decide(chance, by):
    """Decide on returns, with and against the catalogue."""
    units = list(Department.objects.filter(kind="city_department").order_by("pk"))
    for returned in Return.objects.filter(decision=None).order_by("pk"):
        unit = chance.choice([returned.order.lead_unit, *units])
        at = returned.at + timedelta(hours=chance.randint(1, 9))
        CompetenceDecision.objects.create(
            returned=returned, order=returned.order, unit=unit, reason="-", by=by, at=at
        )
