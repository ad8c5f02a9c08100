"""How new the records behind a page's figures are: when they were taken, and what was done since and is not in them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from tongban.account.insight.engines.newest import newest_engine
from tongban.ground.ledger.models import Entry

OLD = timedelta(days=7)
NOT_COUNTED = r"^(MEASURE|DUTY|DEMO)-|^(user|applicant):"
"""What measuring and the house itself note, which no figure counts."""


@dataclass(frozen=True, slots=True)
class FactFreshness:
    """The moment of the records, the snapshot they stand in (nothing: live), and the entries that came after it."""

    at: datetime
    manifest: str = ""
    newer: int = 0
    newest_at: datetime | None = None
    is_old: bool = False

    @property
    def light(self) -> str:
        """Return the light: green only where nothing came after."""
        if not self.newer:
            return "green"
        return "red" if self.is_old else "yellow"

    @property
    def text(self) -> str:
        """Say in a word how new they are."""
        words = {"green": _("up to date"), "yellow": _("not up to date"), "red": _("older than a week")}
        return words[self.light]


def freshness_now(at: datetime) -> FactFreshness:
    """Return how new the records are from which figures are computed now."""
    snapshot = getattr(newest_engine(), "snapshot", None)
    if snapshot is None:
        return FactFreshness(at)
    made_at = datetime.fromisoformat(snapshot.made_at)
    later = Entry.objects.filter(pk__gt=snapshot.ledger_id).exclude(subject__regex=NOT_COUNTED)
    counted = later.order_by().aggregate(count=Count("pk"), newest=Max("at"))
    return FactFreshness(made_at, snapshot.digest, counted["count"], counted["newest"], at - made_at > OLD)
