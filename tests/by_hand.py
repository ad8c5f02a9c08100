"""Every figure of 2022 a second time: by SQL over the raw tables and by the clock, knowing nothing of facts or metrics.

A room that brings figures says them in its own ``tests/by_hand.py``; here stand those of cases and of the account.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from math import ceil, floor

from django.apps import apps
from django.db import connection

from tests.periods import DAYS, HOURS
from tongban.ground.clock.shipped_calendar import SHIPPED

FREE = f"""FROM delivery_delivery WHERE way = 'courier' AND direction = 'to_applicant' AND payer = 'bureau'
    AND state = 'signed' AND signed_at {HOURS}"""
FILED = f"FROM cases_case WHERE filed_at {HOURS}"
DECIDED = f"FROM cases_case WHERE decided_on {DAYS}"
COUNTED = "id NOT IN (SELECT rating_id FROM ratings_badrating WHERE status = 'excluded')"
MATERIALS = f"""FROM cases_casematerial WHERE state <> 'not_needed' AND case_id IN (SELECT id {FILED})"""
LENGTHS = f"""FROM cases_case JOIN catalogue_itemversion AS v ON v.id = version_id
    WHERE decided_on {DAYS} AND statutory_unit = 'working' AND promised_unit IN ('working', 'at_once')"""
PUBLISHED = "budget_id IN (SELECT id FROM budget_budget WHERE year = 2022 AND edition = 'published')"
LINES = f"(SELECT id FROM budget_budgetline WHERE {PUBLISHED})"
PAID = f"FROM budget_payment WHERE line_id IN {LINES}"
REMEDIES = "FROM cases_remedy WHERE"
SQL = {
    "cases-filed": f"SELECT count(*), NULL {FILED}",
    "hall-cases": f"SELECT count(*), NULL {FILED} AND channel = 'window'",
    "online-share": f"SELECT sum((channel = 'online')::int), count(*) {FILED}",
    "on-the-spot-share": f"SELECT sum((mode = 'at_once')::int), count(*) {FILED}",
    "commitment-share": f"SELECT sum((mode = 'commitment')::int), count(*) {FILED}",
    "returned-share": f"SELECT count(returned_at), count(*) {FILED}",
    "accepted-by-silence": f"SELECT count(*), NULL {FILED} AND by_silence",
    "materials-spared": f"SELECT sum((state IN ('on_file', 'asked', 'promised'))::int), count(*) {MATERIALS}",
    "cases-decided": f"SELECT count(*), NULL {DECIDED}",
    "decided-as-promised": f"SELECT sum((decided_on <= due_on)::int), count(*) {DECIDED} AND due_on IS NOT NULL",
    "decided-by-law": f"""SELECT sum((decided_on <= statutory_due_on)::int), count(*) {DECIDED}
        AND statutory_due_on IS NOT NULL""",
    "refused-share": f"""SELECT count(DISTINCT cases_paper.case_id), count(DISTINCT cases_case.id) FROM cases_case
        LEFT JOIN cases_paper ON cases_paper.case_id = cases_case.id AND cases_paper.kind = 'refusal'
        WHERE decided_on {DAYS}""",
    "extended-share": f"""SELECT sum((id IN (SELECT case_id FROM cases_extension))::int), count(*) {DECIDED}""",
    "promise-saved": f"""SELECT sum(CASE promised_unit WHEN 'working' THEN promised_length ELSE 0 END),
        sum(statutory_length) {LENGTHS}""",
    "new-market-entities": f"""SELECT count(*), NULL {DECIDED}
        AND id NOT IN (SELECT case_id FROM cases_paper WHERE kind = 'refusal')
        AND version_id IN (SELECT v.id FROM catalogue_itemversion v JOIN catalogue_item i ON i.id = v.item_id
          JOIN catalogue_item up ON up.id = i.parent_id WHERE up.name = '设立登记')""",
    "special-procedures": f"SELECT count(*), NULL FROM cases_pause WHERE since {DAYS}",
    "steps-in-time": f"""SELECT sum(((done_at + interval '8 hours') AT TIME ZONE 'UTC' < due_on + 1)::int), count(*)
        FROM cases_review WHERE done_at {HOURS} AND due_on IS NOT NULL""",
    "assessments": f"""SELECT count(*), NULL FROM cases_assessment JOIN cases_pause ON cases_pause.id = pause_id
        WHERE cases_pause.until {DAYS} AND fee_yuan IS NOT NULL""",
    "assessment-fees": f"""SELECT sum(fee_yuan), NULL FROM cases_assessment
        JOIN cases_pause ON cases_pause.id = pause_id WHERE cases_pause.until {DAYS}""",
    "lawsuits": f"SELECT count(*), NULL {REMEDIES} received_on {DAYS} AND kind = 'lawsuit'",
    "reconsiderations": f"SELECT count(*), NULL {REMEDIES} received_on {DAYS} AND kind = 'reconsideration'",
    "decisions-overturned": f"""SELECT coalesce(sum((outcome IN ('revoked', 'changed', 'remade'))::int), 0), count(*)
        {REMEDIES} closed_on {DAYS} AND outcome <> 'withdrawn'""",
    "pieces-mailed-free": f"SELECT count(*), NULL {FREE}",
    "postage-paid": f"SELECT sum(price_yuan), NULL {FREE}",
    "urgings-answered": f"""SELECT coalesce(sum((replied_at < (reply_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
        ::int), 0), count(*) FROM cases_urging WHERE reply_due_on {DAYS}""",
    "satisfaction": f"SELECT sum((level >= 3)::int), count(*) FROM ratings_rating WHERE at {HOURS} AND {COUNTED}",
    "bad-ratings": f"SELECT count(*), NULL FROM ratings_rating WHERE at {HOURS} AND level < 3 AND {COUNTED}",
    "ratings-excluded": f"SELECT count(*), NULL FROM ratings_rating WHERE at {HOURS} AND NOT {COUNTED}",
    "response-rate": f"""SELECT sum((id IN (SELECT invitation_id FROM ratings_rating))::int), count(*)
        FROM ratings_invitation WHERE made_at {HOURS}""",
    "bad-ratings-remedied": f"""SELECT coalesce(sum((remedied_at < (remedy_due_on + 1)::timestamp
        AT TIME ZONE 'Asia/Shanghai')::int), 0), count(*) FROM ratings_badrating AS work
        JOIN ratings_rating AS rating ON rating.id = rating_id WHERE rating.at {HOURS} AND remedied_at IS NOT NULL""",
    "licences-issued": f"SELECT count(*), NULL FROM licences_licence WHERE issued_at {HOURS}",
    "licences-used": f"SELECT count(*), NULL FROM licences_licenceuse WHERE at {HOURS}",
    "budget-spent": f"SELECT sum(amount_yuan), NULL {PAID} AND paid_on {DAYS}",
    "budget-execution": f"""SELECT (SELECT sum(amount_yuan) {PAID}),
        (SELECT sum(initial_yuan) FROM budget_budgetline WHERE {PUBLISHED})
          + (SELECT coalesce(sum(amount_yuan), 0) FROM budget_adjustment WHERE line_id IN {LINES})""",
}

BESIDES_SQL = {"worked-days-median", "worked-days-p90", "time-saved", "down-share"}
"""What is counted below, day by day."""


def rooms_by_hand():
    """Return what rooms say of their own figures: ``SQL``, and what chance lets happen in them (``let_happen``)."""
    names = [f"{room.name}.tests" for room in apps.get_app_configs() if find_spec(f"{room.name}.tests")]
    return [import_module(f"{name}.by_hand") for name in names if find_spec(f"{name}.by_hand")]


def every_sql():
    """Return the SQL of every metric by code."""
    return SQL | {code: sql for room in rooms_by_hand() for code, sql in room.SQL.items()}


def every_figure():
    """Return (numerator, denominator) of every metric of 2022 by code."""
    return {code: asked(sql)[0] for code, sql in every_sql().items()} | by_the_clock() | by_the_heartbeat()


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def by_the_clock():
    """Return what rests on working days: each case's counted one by one, days under a pause left out."""
    cases = asked(f"""SELECT cases_case.id, accepted_on, decided_on,
        CASE statutory_unit WHEN 'working' THEN statutory_length END
        FROM cases_case JOIN catalogue_itemversion AS v ON v.id = version_id
        WHERE decided_on {DAYS} AND accepted_on IS NOT NULL""")
    stopped = {}
    for case, since, until in asked("SELECT case_id, since, until FROM cases_pause"):
        stopped.setdefault(case, []).append((since, until or date.max))
    worked = [(days_worked(begin, end, stopped.get(pk, [])), law) for pk, begin, end, law in cases]
    counted = sorted(days for days, _ in worked)
    bound = [(days, law) for days, law in worked if law is not None]
    return {
        "worked-days-median": (quantile(counted, Decimal("0.5")), len(counted)),
        "worked-days-p90": (quantile(counted, Decimal("0.9")), len(counted)),
        "time-saved": (sum(days for days, _ in bound), sum(law for _, law in bound)),
    }


def days_worked(begin, end, stopped):
    days = (begin + timedelta(days=number) for number in range(1, (end - begin).days + 1))
    running = (day for day in days if not any(first <= day <= last for first, last in stopped))
    return sum(SHIPPED.is_working(day) for day in running)


def quantile(ordered, share):
    """Return a quantile between the two values beside it, weighted."""
    place = share * (len(ordered) - 1)
    low, high = ordered[floor(place)], ordered[ceil(place)]
    return (low + (high - low) * (place - floor(place))).normalize() + 0


def by_the_heartbeat():
    """Return minutes down of the minutes of the year's days, each day rounded by itself."""
    runs = asked("SELECT started_at, last_beat_at + interval '2 minutes', is_simulated FROM kit_servicerun")
    down = expected = 0
    for number in range(365):
        begin = datetime(2021, 12, 31, 16, tzinfo=UTC) + timedelta(days=number)
        end = begin + timedelta(days=1)
        up = seconds_covered([(max(first, begin), min(last, end)) for first, last, _ in runs])
        down, expected = down + 1440 - round(up / 60), expected + 1440
    return {"down-share": (down, expected) if runs else (None, None)}


def seconds_covered(spans):
    total, reached = 0.0, None
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        first = max(first, reached) if reached else first
        total += max(0.0, (last - first).total_seconds())
        reached = max(last, reached) if reached else last
    return total
