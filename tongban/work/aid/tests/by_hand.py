"""The figures of enterprise aid a second time, from its tables."""

from datetime import UTC, datetime, timedelta

from tests.periods import HOURS, LOCAL
from tongban.work.aid.models import EnterpriseDemand
from tongban.work.hotline.models import CallBack

DEMANDS = "FROM aid_enterprisedemand AS demand JOIN hotline_order AS it ON it.id = order_id"
TAKEN = f"{DEMANDS} WHERE registered_at {HOURS}"
CLOSED = f"{DEMANDS} WHERE closed_at {HOURS} AND is_excluded IS NOT true"
CONCLUDED = f"FROM aid_meeting WHERE held_at {HOURS} AND status = 'concluded'"
SQL = {
    "aid-demands": f"SELECT count(*), NULL {TAKEN}",
    "aid-answers-in-time": f"""SELECT count(*) FILTER (WHERE CASE WHEN is_direct THEN at <= dispatch_due_at
          ELSE (at {LOCAL})::date <= due_on END), count(*) FROM (
          SELECT DISTINCT ON (it.id) is_direct, at, dispatch_due_at, coalesce(reply.due_on, it.due_on) AS due_on,
            is_excluded {DEMANDS} JOIN hotline_reply AS reply ON reply.order_id = it.id ORDER BY it.id, reply.at
        ) AS first WHERE at {HOURS} AND NOT is_excluded""",
    "aid-demands-solved": f"SELECT count(*) FILTER (WHERE solved = 'yes'), count(*) {CLOSED} AND solved <> 'unknown'",
    "aid-satisfaction": f"SELECT count(*) FILTER (WHERE satisfaction IN (3, 4, 5)), count(satisfaction) {CLOSED}",
    "aid-demands-matched": f"""SELECT count(*) FILTER (WHERE demand.id IN (SELECT demand_id FROM aid_sentpolicy
          WHERE explanation ->> 'outcome' = 'met')), count(*) {TAKEN}""",
    "aid-meetings": f"SELECT count(*), NULL {CONCLUDED}",
    "aid-meeting-demands": f"""SELECT count(*), NULL FROM aid_meetingitem
        WHERE meeting_id IN (SELECT id {CONCLUDED})""",
    "aid-policies-told": f"SELECT count(*), NULL FROM aid_policynews WHERE at {HOURS}",
}


def let_happen(chance, by):
    """Let the enterprises whose demands are closed say what came of them; one a minute after the year."""
    ends = datetime(2022, 12, 31, 15, 59, tzinfo=UTC)
    for demand in EnterpriseDemand.objects.select_related("order").order_by("pk"):
        order = demand.order
        order.status, order.closed_at = "closed", ends + timedelta(minutes=chance.choice([0, 0, 0, 1]))
        said = {"solved": chance.choice(["yes", "no"]), "satisfaction": chance.randint(1, 5)}
        order.heard_in = CallBack.objects.create(
            order=order, result="heard", by=by, at=order.closed_at, **said
        )
        order.solved, order.satisfaction = said["solved"], said["satisfaction"]
        order.is_excluded = chance.random() < 0.3
        order.save()
