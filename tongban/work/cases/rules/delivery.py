"""How a result may reach the applicant, and who pays the courier: as the item says. No database, no present time."""

from collections.abc import Collection

COURIER, COURIER_PAID = "courier", "courier_paid"


def ways(offered: Collection[str]) -> list[str]:
    """Return the ways of delivery of an item; whoever pays, a courier is a courier."""
    return list(dict.fromkeys(COURIER if way == COURIER_PAID else way for way in offered))


def payer(offered: Collection[str]) -> str:
    """Return who pays the courier: the applicant only where the item says so and offers nothing free of charge."""
    return "applicant" if COURIER_PAID in offered and COURIER not in offered else "bureau"
