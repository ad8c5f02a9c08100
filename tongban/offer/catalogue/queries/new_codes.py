"""The code that a new item would get: from what it is part of and its kind of power."""

from collections import Counter

from django.db.models import QuerySet

from tongban.offer.catalogue import codes
from tongban.offer.catalogue.models import Item

OWN_DIGITS = 19
"""How many letters of a business item's code name the body and its level."""


def proposed_code(level: str, power_type: str, parent: Item | None) -> str:
    """Return the next free code of a level; nothing where there is no item yet from whose code it would follow."""
    if level == Item.Level.MAIN:
        return _next(f"{_province()}{power_type}", 5, "000") if power_type and _province() else ""
    if parent is None:
        return ""
    if level == Item.Level.SUB:
        stem = codes.parts_of(parent.code, "sub").get("main", "")
        return _next(stem, 3) if stem else ""
    own = _own_body(parent)
    return _next(f"{own}{parent.code}", 2) if own else ""


def _next(stem: str, digits: int, rest: str = "") -> str:
    """Return the stem with the number after the highest that is taken."""
    taken = Item.objects.filter(code__startswith=stem).values_list("code", flat=True)
    found = [code[len(stem) : len(stem) + digits] for code in taken]
    number = max((int(each) for each in found if each.isdecimal()), default=0) + 1
    return f"{stem}{number:0{digits}d}{rest}" if number < 10**digits else ""


def _province() -> str:
    return _most_common(Item.objects.filter(level=Item.Level.MAIN), 2)


def _own_body(parent: Item) -> str:
    """Return body and level as the items beside the new one have them, or else as most items do."""
    business = Item.objects.filter(level=Item.Level.BUSINESS)
    return _most_common(business.filter(parent=parent), OWN_DIGITS) or _most_common(business, OWN_DIGITS)


def _most_common(items: QuerySet[Item], letters: int) -> str:
    counted = Counter(code[:letters] for code in items.values_list("code", flat=True))
    return counted.most_common(1)[0][0] if counted else ""
