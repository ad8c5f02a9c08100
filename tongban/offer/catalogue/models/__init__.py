"""Items and their versions, what they ask for, and the lists they stand on."""

from tongban.offer.catalogue.models.guide import LicenceType, Material, Situation, Step
from tongban.offer.catalogue.models.items import (
    Audience,
    DeliveryWay,
    Item,
    ItemVersion,
    Mode,
    PowerType,
    Procedure,
    Status,
    Unit,
)
from tongban.offer.catalogue.models.lists import ItemList, ListEntry, ListVersion
from tongban.offer.catalogue.models.search import SearchText

__all__ = [
    "Audience",
    "DeliveryWay",
    "Item",
    "ItemList",
    "ItemVersion",
    "LicenceType",
    "ListEntry",
    "ListVersion",
    "Material",
    "Mode",
    "PowerType",
    "Procedure",
    "SearchText",
    "Situation",
    "Status",
    "Step",
    "Unit",
]
