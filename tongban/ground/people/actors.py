"""Who acted in what is loaded in bulk: under the name and the roles of that time, without asking the database."""

from collections.abc import Iterable

from tongban.ground.ledger.grants import permissions_of


class Actor:
    """A person as of the time of an act; stands where an action takes a user."""

    __slots__ = ("name", "permissions", "pk", "role")

    def __init__(self, pk: int, name: str, roles: Iterable[str]) -> None:
        held = sorted(roles)
        self.pk, self.name, self.role = pk, name, ", ".join(held)
        self.permissions = permissions_of(set(held))

    def __str__(self) -> str:
        return self.name

    def may(self, permission: str) -> bool:
        """Return whether this person could do something then."""
        return permission in self.permissions
