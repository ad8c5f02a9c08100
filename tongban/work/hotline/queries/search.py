"""Finding orders: by words, the newest first; and others that speak of the same matter. Confidential reports have no rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.search.words import synonyms, terms
from tongban.ground.people.models import User
from tongban.work.hotline.effects.words import month_of, pieces_wanted
from tongban.work.hotline.likeness.score import POSSIBLE, Likeness, ReportedMatter, compare
from tongban.work.hotline.likeness.signature import bands
from tongban.work.hotline.models import OPEN, Order, OrderText
from tongban.work.hotline.queries.visibility import RELATED, visible_to
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone

WINDOWS = (1, 3, 12)
"""So many months are looked through before the next more; then all."""
LAST_DAYS = 60
MOST_CANDIDATES = 300
SHORTEST = 6
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class LikeOrder:
    """An order that may be the same matter, and why."""

    order: Order
    likeness: Likeness


def says(text: str, path: str = "search_row__") -> Q:
    """Return the condition that an order says every word of a text, or what the bureau calls it."""
    wanted = Q()
    for term in terms(text) or [text]:
        ways = Q()
        for word in (term, *synonyms(term)):
            if pieces := pieces_wanted(word):
                ways |= Q(**{f"{path}pieces__contains": pieces})
        wanted &= ways
    return wanted or Q(pk__in=[])


def narrowed(rows: QuerySet[Order], text: str, day: date) -> QuerySet[Order]:
    """Return the rows of this number or telephone number; else the newest, at most so many, that say every word."""
    numbered = rows.filter(_by_number(text))
    if numbered.exists():
        return numbered
    saying = rows.select_related(None).filter(says(text))
    return rows.filter(pk__in=_newest(saying, day, MOST_LISTED))


def _by_number(text: str) -> Q:
    """Return the condition on the number of the order (or how it begins) and on the telephone number."""
    wanted = Q(reference__startswith=text.upper())
    try:
        return wanted | Q(phone=normalize_phone(text))
    except BadPhone:
        return wanted


def find_orders(text: str, user: User, *, day: date, limit: int = 20) -> list[Order]:
    """Return the newest orders that say every word, as far as this person may see them."""
    keys = _newest(visible_to(user).select_related(None).filter(says(text)), day, limit)
    found = Order.objects.select_related(*RELATED).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _newest(saying: QuerySet[Order], day: date, limit: int) -> list[int]:
    """Return the keys of the newest; the names beside an order are joined to those shown, for a wide join is planned long.

    The sum keeps the database from walking all orders from the newest on, in search of a word that is rarer than it thinks.
    """
    keys = saying.order_by((F("pk") + 0).desc()).values_list("pk", flat=True)
    for months in WINDOWS:
        found = list(keys.filter(search_row__pieces__overlap=_months_before(day, months))[:limit])
        if len(found) == limit:
            return found
    return list(keys[:limit])


def like_orders(
    matter: ReportedMatter,
    user: User,
    *,
    area_id: int | None,
    at: datetime,
    besides: int | None = None,
    limit: int = 5,
) -> list[LikeOrder]:
    """Return the open orders of the last weeks that may be the same matter, the most alike first."""
    if len(matter.text.strip()) < SHORTEST:
        return []
    orders = visible_to(user).filter(pk__in=candidates(matter.text, at), status__in=OPEN)
    if besides is not None:
        orders = orders.exclude(pk=besides)
    if area_id is not None:
        orders = orders.filter(Q(area=area_id) | Q(area=None))
    compared = [LikeOrder(order, compare(matter, matter_of(order))) for order in orders]
    likely = [each for each in compared if _may_be_same(each.likeness)]
    return sorted(likely, key=lambda each: (-each.likeness.score, -each.order.pk))[:limit]


def _may_be_same(found: Likeness) -> bool:
    """Return whether it is worth showing: the reader sees a passage that both contain, or it is probable anyway."""
    return found.is_probable or (found.score >= POSSIBLE and bool(found.shared))


def matter_of(order: Order) -> ReportedMatter:
    """Return what is compared of an order."""
    point = None
    if order.latitude is not None and order.longitude is not None:
        point = (float(order.latitude), float(order.longitude))
    return ReportedMatter(order.text, order.place, point, order.registered_at)


def candidates(text: str, at: datetime) -> list[Any]:
    """Return the newest orders of the last weeks that share a band with a text.

    The sort keeps the database from walking the newest one by one.
    """
    rows: QuerySet[OrderText] = OrderText.objects.filter(
        bands__overlap=list(bands(text)), registered_on__gte=day_of(at) - timedelta(days=LAST_DAYS)
    )
    return list(rows.order_by("-registered_on", "-order").values_list("order", flat=True)[:MOST_CANDIDATES])


def _months_before(day: date, count: int) -> list[int]:
    first = day.year * 12 + day.month - 1
    return [month_of(date(place // 12, place % 12 + 1, 1)) for place in range(first, first - count, -1)]
