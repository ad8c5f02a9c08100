"""Links that rooms above offer on the page of a matter: a room below does not know them, it asks the house."""

from dataclasses import dataclass
from typing import Any

from tongban.ground.ledger.rooms import modules_named
from tongban.ground.people.models import User


@dataclass(frozen=True, slots=True)
class MatterLink:
    """A link to what another room has or does about a matter."""

    title: Any
    url: str
    """Where it is; empty where the reader may know of it and not open it."""
    icon_name: str
    tone: str = "outline-primary"


def links_of(matter: Any, user: User) -> list[MatterLink]:
    """Return what rooms offer on the page of a matter, to whoever looks at it (``matter_links.py``)."""
    return [link for room in modules_named("matter_links") for link in room.links(matter, user)]
