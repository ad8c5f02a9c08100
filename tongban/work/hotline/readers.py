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
from tongban.work.hotline.queries.keepers import keepers_of_order

NAMES = ("reference", "line", "kind", "unit", "due_on")


def find(reference: str) -> Order | None:
    """Return an order with what its messages name."""
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


def _of_the_centre(permission: str, order: Order) -> list[User]:
    """Return who does something at the centre; of a report against it, its keepers and nobody else."""
    day = localdate()
    return keepers_of_order(order, day) or holders_of(
        permission, day, departments_above(order.line.centre_id)
    )


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


AUDIENCES = {each.__name__: each for each in (unit, heads, dispatchers, checkers)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
