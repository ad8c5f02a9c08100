"""What the public reads of the office itself: notices in force, all fees in one table, where to ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tongban.ground.office.values import value_of
from tongban.offer.catalogue.queries.versions import published_versions

Said = Mapping[str, str]


def notices_on(day: date) -> list[Said]:
    """Return the notices in force on a day, the newest first."""
    today = day.isoformat()
    standing = (
        each for each in value_of("public.notices") if each["since"] <= today <= (each["until"] or today)
    )
    return sorted(standing, key=lambda each: each["since"], reverse=True)


def fee_table() -> Sequence[Any]:
    """Return the fees of items as the catalogue has them, then the office's own."""
    charged = published_versions().filter(fee_yuan__gt=0).select_related("item__division")
    of_items = [
        {
            "name": each.item.name,
            "yuan": each.fee_yuan,
            "basis": each.fee_basis,
            "unit": each.item.division.name,
        }
        for each in charged
    ]
    return [*of_items, *value_of("public.fees")]


def contacts() -> Sequence[Said]:
    """Return where to ask."""
    found: Sequence[Said] = value_of("public.contacts")
    return found
