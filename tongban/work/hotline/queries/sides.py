"""What stands around an order, asked in one statement: of the thirteen kinds most orders have two or three."""

from functools import cache
from typing import Any

from django.db import connection

from tongban.work.hotline.models import Order

SIDES = (
    *("replies", "returns", "call_backs", "suspensions", "helper_units", "urgings", "appeals", "merged"),
    *("photos", "caller_messages", "filing", "quarantine", "extension_request"),
)


class OrderSides:
    """The things around an order; what is not there is not asked for."""

    def __init__(self, order: Order) -> None:
        self.order = order
        with connection.cursor() as cursor:
            cursor.execute(_statement(), [order.pk] * len(SIDES))
            self.there = {name for name, is_there in zip(SIDES, cursor.fetchone(), strict=True) if is_there}

    def all(self, name: str, *related: str) -> list[Any]:
        """Return the rows of one kind, each with what it points to."""
        if name not in self.there:
            return []
        rows = getattr(self.order, name)
        return list(rows.select_related(*related) if related else rows.all())

    def one(self, name: str) -> Any:
        """Return the only row of a kind, or None."""
        return getattr(self.order, name) if name in self.there else None


@cache
def _statement() -> str:
    relations: list[Any] = [Order._meta.get_field(name) for name in SIDES]
    asked = (
        f'EXISTS (SELECT FROM "{each.related_model._meta.db_table}" WHERE "{each.field.column}" = %s)'
        for each in relations
    )
    return f"SELECT {', '.join(asked)}"
