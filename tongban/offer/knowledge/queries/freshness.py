"""Whether what is shown is fresh, asked each time it is shown: no page trusts what was written down earlier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tongban.offer.knowledge import rules
from tongban.offer.knowledge.models import EntrySource, EntryVersion, Status
from tongban.offer.knowledge.models.entries import LIVE
from tongban.offer.knowledge.queries.marks import GONE, marks_now


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether an answer may be shown as fresh, and if not, why."""

    is_fresh: bool
    reasons: tuple[str, ...] = ()


def freshness_of(versions: Iterable[EntryVersion], day: date) -> dict[int, Freshness]:
    """Return how fresh each version is on a day, by its key: two queries, however many versions."""
    found = list(versions)
    sources = sources_of(found)
    now = marks_now(sources)
    of: dict[int, list[EntrySource]] = {version.pk: [] for version in found}
    for source in sources:
        of[source.version_id].append(source)
    return {version.pk: _judged(version, of[version.pk], now, day) for version in found}


def sources_of(versions: Sequence[EntryVersion]) -> list[EntrySource]:
    """Return what these versions rest on, with items and units."""
    found = EntrySource.objects.filter(version__in=[version.pk for version in versions])
    return list(found.select_related("item", "unit"))


def changes_in_words(sources: Iterable[EntrySource], now: dict[int, str]) -> list[str]:
    """Return which sources are not as they were when somebody vouched for the answer, in words."""
    return [
        (_("%(source)s is no longer there") if now[source.pk] == GONE else _("%(source)s has changed"))
        % {"source": source}
        for source in sources
        if source.mark != now[source.pk]
    ]


def _judged(version: EntryVersion, sources: list[EntrySource], now: dict[int, str], day: date) -> Freshness:
    if version.status not in LIVE or version.review_on is None:
        return Freshness(False, (str(version.get_status_display()),))
    vouched = rules.Vouched(
        version.status == Status.PUBLISHED, version.review_on, tuple(source.mark for source in sources)
    )
    if rules.is_fresh(vouched, tuple(now[source.pk] for source in sources), day):
        return Freshness(True)
    reasons = changes_in_words(sources, now)
    if day > version.review_on:
        reasons.append(_("the day to look at it again has passed"))
    return Freshness(False, tuple(reasons) or (version.stale_reason,))
