"""What roles may do, as the rooms say it in ``role_grants.py``; asked at every door, and when entries are replayed."""

from collections.abc import Collection, Mapping
from functools import cache

from tongban.ground.ledger.rooms import modules_named


@cache
def grants() -> Mapping[str, frozenset[str]]:
    """Return the permissions of each role, by its code."""
    found: dict[str, frozenset[str]] = {}
    for module in modules_named("role_grants"):
        for role, permissions in module.GRANTS.items():
            found[role] = found.get(role, frozenset()) | frozenset(permissions)
    return found


@cache
def all_permissions() -> frozenset[str]:
    """Return every permission that some role has."""
    return frozenset[str]().union(*grants().values())


def permissions_of(roles: Collection[str]) -> frozenset[str]:
    """Return what the holder of these roles may do; a role that no longer exists gives nothing."""
    return frozenset[str]().union(*(grants().get(role, frozenset()) for role in roles))
