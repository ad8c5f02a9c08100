"""A rule's parameters, read with their type."""

from decimal import Decimal

from tongban.account.audit.rule import Given


def number(given: Given, name: str) -> Decimal:
    """Return a parameter that is a number."""
    value = given[name]
    if isinstance(value, tuple):
        raise TypeError(f"Parameter {name} must be a number, not a list of words.")
    return value if isinstance(value, Decimal) else Decimal(value)


def words(given: Given, name: str) -> tuple[str, ...]:
    """Return a parameter that is a list of words."""
    value = given[name]
    if not isinstance(value, tuple):
        raise TypeError(f"Parameter {name} must be a list of words, not a number.")
    return value
