"""The figures of what could not be done a second time, from its tables."""

from datetime import timedelta

from tests.periods import HOURS, LOCAL
from tongban.work.obstacles.models import Obstacle

TAKEN = f"FROM obstacles_obstacle WHERE taken_at {HOURS}"
SQL = {
    "obstacles": f"SELECT count(*), NULL {TAKEN} AND status <> 'declined'",
    "obstacles-refusals": f"SELECT count(*), NULL {TAKEN} AND source = 'refusal'",
    "obstacles-in-time": f"""SELECT coalesce(sum(((answered_at {LOCAL})::date <= due_on)::int), 0), count(*)
        FROM obstacles_obstacle WHERE answered_at {HOURS} AND status <> 'declined'""",
    "obstacles-solved": f"""SELECT count(*) FILTER (WHERE is_solved), count(*)
        FROM obstacles_obstacle WHERE called_back_at {HOURS}""",
    "obstacles-rules": f"SELECT count(*), NULL {TAKEN} AND outcome = 'rule'",
    "obstacles-can-be-done": f"""SELECT count(*) FILTER (WHERE would_succeed), count(*)
        FROM obstacles_rulerun WHERE at {HOURS}""",
}


def let_happen(chance, by):
    """Let answers come in time or late, and what was called back be solved or not."""
    for entry in Obstacle.objects.exclude(answered_at=None).order_by("pk"):
        entry.answered_at += timedelta(days=chance.choice([0, 9]))
        if entry.called_back_at is not None:
            entry.is_solved = chance.choice([True, False])
        entry.save()
