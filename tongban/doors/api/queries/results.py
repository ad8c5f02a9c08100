"""Licences and ratings told to other systems."""

from datetime import date
from hmac import compare_digest
from typing import Any

from django.utils.timezone import localdate

from tongban.account.insight.queries import (
    LIVE,
    EngineDown,
    Period,
    Reason,
    embedded,
    metric,
    release,
    year_of,
)
from tongban.doors.api.shapes import results as shapes
from tongban.offer.licences.queries import checked
from tongban.work.ratings.queries import Tally, tallies_by

FIELDS = {"item": "item_name", "division": "division__name"}
TOLD_WITH = ("satisfaction", "response-rate")
"""A group is told where everybody may be told these figures of it."""


def licence(asked: shapes.LicenceAsked, day: date) -> shapes.LicenceChecked | None:
    """Return how a licence stands today, for whoever has its number and code; None when they do not fit."""
    found = checked(asked.code, day)
    if found is None or not compare_digest(found.licence.number.encode(), asked.number.strip().encode()):
        return None
    row = found.licence
    same = ("number", "version", "issuer", "valid_from", "valid_until")
    known = {name: getattr(row, name) for name in same} | {"standing": found.standing}
    return shapes.LicenceChecked(
        **known,
        type=str(row.type),
        holder=row.holder.shown_name,
        is_good=found.is_good,
    )


def why_not(period: Period, today: date) -> Reason | None:
    """Return why the ratings of a period are not told to a system, which knows no more than everybody."""
    if period != year_of(period.first.year):
        return Reason.PERIOD
    return Reason.RUNNING if period.first.year >= today.year else None


def figures(since: date, until: date, by: str) -> shapes.Figures:
    """Return how the services of a year were rated, in the groups that everybody may be told."""
    told = _told(since.year, by)
    tallies = tallies_by(FIELDS[by], since, until)
    rows = [_figure(name, tally) for name, tally in sorted(tallies.items()) if name in told]
    return shapes.Figures(since=since, until=until, results=rows)


def _told(year: int, by: str) -> frozenset[str]:
    try:
        engine: Any = embedded()
    except EngineDown:
        engine = LIVE
    shown = release(engine, localdate())
    several = [shown.names(metric(code), year, by) for code in TOLD_WITH]
    return frozenset.intersection(*several)


def _figure(name: str, tally: Tally) -> shapes.Figure:
    return shapes.Figure(
        name=name,
        asked=tally.asked,
        rated=tally.rated,
        response=_share(tally.response),
        good=_share(tally.good),
        bad=_share(tally.bad),
    )


def _share(share: Any) -> shapes.Share:
    low, high = share.interval or (None, None)
    return shapes.Share(part=share.part, whole=share.whole, value=share.value, low=low, high=high)
