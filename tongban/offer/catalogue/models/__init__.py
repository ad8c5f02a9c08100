"""Items and their versions, what they ask for, and the lists they stand on."""

from tongban.offer.catalogue.models.guide import LicenceType, Material, Situation, Step
from tongban.offer.catalogue.models.items import (
    Audience,
    Item,
    ItemVersion,
    Mode,
    PowerType,
    Status,
    Unit,
)
from tongban.offer.catalogue.models.lists import ItemList, ListEntry, ListVersion

__all__ = [
    "Audience",
    "Item",
    "ItemList",
    "ItemVersion",
    "LicenceType",
    "ListEntry",
    "ListVersion",
    "Material",
    "Mode",
    "PowerType",
    "Situation",
    "Status",
    "Step",
    "Unit",
]
