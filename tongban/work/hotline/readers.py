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
from tongban.work.hotline.models import Order
from tongban.work.hotline.queries import visible_to

NAMES = ("reference", "line", "kind", "unit", "due_on")


def find(reference: str) -> Order | None:
    """Return an order with what its messages name."""
    return Order.objects.select_related("line", "lead_unit").filter(reference=reference).first()


def unit(order: Order, _entry: Entry | None = None) -> list[User]:
    """Return who works for the lead unit."""
    return holders_of("hotline.work", localdate(), [order.lead_unit_id]) if order.lead_unit_id else []


def dispatchers(order: Order, _entry: Entry | None = None) -> list[User]:
    """Return who dispatches on the line."""
    return holders_of("hotline.dispatch", localdate(), departments_above(order.line.centre_id))


def checkers(order: Order, _entry: Entry | None = None) -> list[User]:
    """Return who reviews and calls back on the line."""
    return holders_of("hotline.check", localdate(), departments_above(order.line.centre_id))


def words(order: Order, _entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about an order."""
    return {
        "reference": order.reference,
        "line": order.line.name,
        "kind": str(order.get_kind_display()),
        "unit": str(order.lead_unit or ""),
        "due_on": day(order.due_on),
    }


def link(order: Order, _reader: User) -> str:
    """Return where a reader finds it."""
    return reverse("hotline:order", args=[order.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these orders a reader may see."""
    return set(visible_to(reader).filter(reference__in=references).values_list("reference", flat=True))


AUDIENCES = {each.__name__: each for each in (unit, dispatchers, checkers)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
