"""Licences and ratings told to other systems."""

from datetime import date
from decimal import Decimal
from hmac import compare_digest

from django.utils.timezone import localdate, now

from tongban.account.insight.definitions import metric
from tongban.account.insight.disclosure import release
from tongban.account.insight.disclosure.reasons import WithheldReason
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.rating_figures import RatingFigures, rating_figures_by
from tongban.account.insight.rules import Period, year_of
from tongban.account.insight.values import Value
from tongban.doors.api.shapes import results as shapes
from tongban.offer.licences.queries import check_licence

TOLD_WITH = ("satisfaction", "response-rate")
"""A group is told where everybody may be told these figures of it."""


def licence(asked: shapes.LicenceAsked, day: date) -> shapes.LicenceChecked | None:
    """Return how a licence stands today, for whoever has its number and code; None when they do not fit."""
    found = check_licence(asked.code, day)
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


def why_not(period: Period, today: date) -> WithheldReason | None:
    """Return why the ratings of a period are not told to a system, which knows no more than everybody."""
    if period != year_of(period.first.year):
        return WithheldReason.PERIOD
    return WithheldReason.RUNNING if period.first.year >= today.year else None


def figures(period: Period, by: str) -> shapes.Figures:
    """Return how the services of a year were rated: the metrics of the house, in the groups that all may be told."""
    told = _told(period.first.year, by)
    rated = rating_figures_by(by, period, engine=newest_engine(), at=now())
    rows = [_figure(row) for row in rated if row.name in told]
    return shapes.Figures(since=period.first, until=period.last, results=rows)


def _told(year: int, by: str) -> frozenset[str]:
    shown = release(newest_engine(), localdate())
    return frozenset.intersection(*(shown.names(metric(code), year, by) for code in TOLD_WITH))


def _figure(row: RatingFigures) -> shapes.Figure:
    return shapes.Figure(
        name=row.name,
        asked=row.asked,
        rated=row.rated,
        response=_share(row.response),
        good=_share(row.good),
        bad=_share(row.bad),
    )


def _share(value: Value | None) -> shapes.Share:
    if value is None:
        return shapes.Share(part=0, whole=0, value=None, low=None, high=None)
    part, whole = int(value.numerator or 0), int(value.denominator or 0)
    low, high = value.interval or (None, None)
    return shapes.Share(
        part=part, whole=whole, value=part / whole if whole else None, low=_ratio(low), high=_ratio(high)
    )


def _ratio(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent / 100)
