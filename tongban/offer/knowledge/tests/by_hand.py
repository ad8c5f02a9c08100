"""The figures of knowledge a second time, from its tables."""

from datetime import UTC, datetime, timedelta

from tests.periods import HOURS, LOCAL
from tongban.offer.knowledge.models import AccuracyCheck, EntryVersion, Gap

SHOWN = f"FROM knowledge_entryversion WHERE published_at {HOURS}"
CLOSED = f"FROM knowledge_gap WHERE closed_at {HOURS}"
CHECKED = f"FROM knowledge_accuracycheck WHERE checked_at {HOURS}"
USES = f"(SELECT count(*) FROM knowledge_entryuse WHERE at {HOURS})"
MISSED = f"(SELECT coalesce(sum(asked), 0) FROM knowledge_gap WHERE reported_at {HOURS})"
SQL = {
    "knowledge-coverage": f"SELECT {USES}, {USES} + {MISSED}",
    "knowledge-stale": f"""SELECT count(*) FILTER (WHERE status = 'stale'), count(*) {SHOWN}
        AND status IN ('published', 'stale')""",
    "knowledge-entries": f"""SELECT count(*), NULL {SHOWN} AND status IN ('published', 'stale')
        AND visibility = 'public'""",
    "knowledge-in-time": f"""SELECT count(*) FILTER (WHERE (published_at {LOCAL})::date <= promised_on), count(*)
        {SHOWN}""",
    "knowledge-gaps-in-time": f"""SELECT count(*) FILTER (WHERE (closed_at {LOCAL})::date <= due_on), count(*)
        {CLOSED}""",
    "knowledge-accuracy": f"SELECT count(*) FILTER (WHERE is_right), count(*) {CHECKED}",
}


def let_happen(chance, by):
    """Close questions late or in time, check a sample, on both sides of the end of the year."""
    ends = datetime(2022, 12, 31, 15, 59, tzinfo=UTC)
    for gap in Gap.objects.order_by("pk"):
        gap.asked, gap.status, gap.reason = chance.randint(1, 5), "declined", "（示例）不属政务"
        gap.closed_at = gap.reported_at + timedelta(days=chance.choice([1, 40]))
        gap.save()
    for version in EntryVersion.objects.filter(published_at__isnull=False).order_by("pk")[:12]:
        said = {"checked_at": ends + timedelta(minutes=chance.randint(-3, 1)), "checked_by": by}
        if chance.random() < 0.2:
            said = {}
        found = {"is_right": chance.random() < 0.7, **said} if said else {}
        AccuracyCheck.objects.create(version=version, sample="SAMPLE", drawn_at=ends, **found)
