"""The figures of live programmes a second time, from their tables."""

from datetime import date, timedelta

from tests.periods import DAYS, HOURS, LOCAL
from tongban.ground.kit import files
from tongban.work.programme.models import PlatformFigures, Programme, Question

STARTED = f"FROM programme_programme WHERE started_at {HOURS}"
ASKED = f"FROM programme_question WHERE asked_at {HOURS}"
ACCEPTED = "status NOT IN ('received', 'rejected')"
SQL = {
    "programmes-on-time": f"""SELECT count(*) FILTER (WHERE started_at - planned_start < interval '1 minute'), count(*)
        {STARTED}""",
    "programme-questions": f"SELECT count(*), NULL {ASKED}",
    "programme-questions-on-air": f"SELECT count(answered_at), count(*) {ASKED} AND {ACCEPTED}",
    "programme-questions-accepted": f"""SELECT count(*) FILTER (WHERE {ACCEPTED}), count(*) {ASKED}
        AND status <> 'received'""",
    "programme-answers-in-time": f"""SELECT count(*) FILTER (WHERE (published_at {LOCAL})::date <= due_on), count(*)
        FROM programme_question WHERE published_at {HOURS}""",
    "programme-questions-solved": f"SELECT count(*) FILTER (WHERE is_solved), count(is_solved) {ASKED}",
    "programme-viewers": f"SELECT sum(viewers_total), NULL {STARTED}",
    "programme-likes": f"SELECT sum(likes), NULL {STARTED}",
    "programme-viewers-of-platforms": f"""SELECT sum(viewers_total), NULL FROM programme_platformfigures AS it
        WHERE exported_on {DAYS} AND NOT EXISTS (SELECT FROM programme_platformfigures AS newer
          WHERE newer.programme_id = it.programme_id AND newer.platform = it.platform AND newer.id > it.id)""",
}


def let_happen(chance, by):
    """Count viewers and likes, begin late within the minute or after it, answer late, enter exports twice."""
    for programme in Programme.objects.filter(started_at__isnull=False).order_by("pk"):
        programme.planned_start += timedelta(seconds=chance.randint(-90, 30))
        if programme.ended_at:
            programme.likes, programme.viewers_total = chance.randint(1, 99), chance.randint(1, 999)
        programme.save()
        export = files.store_content(b"viewers\n", "export.csv", by=by, at=programme.started_at)
        for day in (31, 31, 32):
            said = {
                "exported_on": date(2022, 12, 1) + timedelta(days=day - 1),
                "viewers_total": chance.randint(1, 10**6),
            }
            platform = chance.choice(["示例广播", "示例视频"])
            rows = {"platform": platform, "evidence": export, "by": by, "at": programme.started_at, **said}
            PlatformFigures.objects.create(programme=programme, **rows)
    for question in Question.objects.filter(published_at__isnull=False).order_by("pk"):
        question.due_on += timedelta(days=chance.choice([-9, 0]))
        question.save()
