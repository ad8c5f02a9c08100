"""Who reads of orders: the unit that works, the centre that decides and calls back. Words name nobody and tell no content."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above
from tongban.ground.people.queries import holders_of
from tongban.work.hotline.models import BurstAlarm, Order
from tongban.work.hotline.queries import visible_to
from tongban.work.hotline.queries.bursts import alarms_visible_to
from tongban.work.hotline.queries.keepers import keepers_of_order

NAMES = ("reference", "line", "kind", "unit", "due_on", "seen", "usual")
BURST = "BURST-"


def find(reference: str) -> Order | BurstAlarm | None:
    """Return an order, or an alarm on a burst, with what its messages name."""
    if reference.startswith(BURST):
        alarms = BurstAlarm.objects.select_related("demand_class", "area")
        return alarms.filter(pk=reference.removeprefix(BURST)).first()
    return Order.objects.select_related("line", "lead_unit").filter(reference=reference).first()


def unit(order: Order, _entry: Entry | None = None) -> list[User]:
    """Return who works for the lead unit."""
    return holders_of("hotline.work", localdate(), [order.lead_unit_id]) if order.lead_unit_id else []


def dispatchers(order: Order, _entry: Entry | None = None) -> list[User]:
    """Return who dispatches on the line."""
    return _of_the_centre("hotline.dispatch", order)


def heads(order: Order, _entry: Entry | None = None) -> list[User]:
    """Return who approves for the lead unit."""
    return holders_of("hotline.approve", localdate(), [order.lead_unit_id]) if order.lead_unit_id else []


def checkers(order: Order, _entry: Entry | None = None) -> list[User]:
    """Return who reviews and calls back on the line."""
    return _of_the_centre("hotline.check", order)


def taker(_order: Order, entry: Entry) -> list[User]:
    """Return to whom a colleague handed it over."""
    return list(User.objects.filter(pk=entry.payload.get("to")))


def _of_the_centre(permission: str, order: Order) -> list[User]:
    """Return who does something at the centre; of a report against it, its keepers and nobody else."""
    day = localdate()
    return keepers_of_order(order, day) or holders_of(
        permission, day, departments_above(order.line.centre_id)
    )


def leaders(_alarm: BurstAlarm, _entry: Entry | None = None) -> list[User]:
    """Return who leads the hotline."""
    return holders_of("hotline.lead", localdate())


def words(matter: Order | BurstAlarm, _entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about an order or an alarm."""
    none = dict.fromkeys(NAMES, "")
    return none | (_of_alarm(matter) if isinstance(matter, BurstAlarm) else _of_order(matter))


def _of_alarm(alarm: BurstAlarm) -> dict[str, str]:
    return {
        "reference": alarm.reference,
        "kind": str(alarm.demand_class),
        "unit": str(alarm.area or ""),
        "due_on": day(alarm.day),
        "seen": str(alarm.seen),
        "usual": f"{alarm.expected:.1f}",
    }


def _of_order(order: Order) -> dict[str, str]:
    return {
        "reference": order.reference,
        "line": order.line.name,
        "kind": str(order.get_kind_display()),
        "unit": str(order.lead_unit or ""),
        "due_on": day(order.due_on),
    }


def link(matter: Order | BurstAlarm, _reader: User) -> str:
    """Return where a reader finds it."""
    if isinstance(matter, BurstAlarm):
        return reverse("hotline:burst", args=[matter.pk])
    return reverse("hotline:order", args=[matter.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see."""
    orders = visible_to(reader).filter(reference__in=references).values_list("reference", flat=True)
    keys = [name.removeprefix(BURST) for name in references if name.startswith(BURST)]
    alarms = alarms_visible_to(reader).filter(pk__in=keys)
    return {*orders, *(alarm.reference for alarm in alarms)}


AUDIENCES = {each.__name__: each for each in (unit, heads, dispatchers, checkers, leaders, taker)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
