"""The figures of help a second time, from its tables."""

from datetime import timedelta

from tests.periods import HOURS, LOCAL
from tongban.work.assistance.models import Assistance

ASKED = f"FROM assistance_assistance WHERE asked_at {HOURS}"
ENDED = f"FROM assistance_assistance WHERE status = 'concluded' AND ended_at {HOURS}"
DAYS = f"(ended_at {LOCAL})::date - (asked_at {LOCAL})::date"
SQL = {
    "assistances": f"SELECT count(*), NULL {ASKED}",
    "assistances-projects": f"SELECT count(*), NULL {ASKED} AND kind = 'project'",
    "assistances-done": f"SELECT count(*) FILTER (WHERE result = 'done'), count(*) {ENDED}",
    "assistances-days": f"SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY {DAYS}))::numeric, count(*) {ENDED}",
    "assistances-hand-overs": f"""SELECT (SELECT count(*) FROM assistance_handover WHERE is_accepted
        AND assistance_id IN (SELECT id {ASKED})), NULL""",
}


def let_happen(chance, by):
    """Let some be asked for earlier and ended with other results."""
    for each in Assistance.objects.order_by("pk"):
        each.asked_at -= timedelta(days=chance.randint(0, 20))
        if each.result:
            each.result = chance.choice(["done", "partly", "not_done"])
        each.save()
