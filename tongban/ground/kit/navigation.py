"""The side navigation as data: sections of entries, each shown to who may open it.

``settings.NAVIGATION`` names the list of sections (config/navigation.py), so a room never knows its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Entry:
    """One line of the navigation; without permissions every signed-in person sees it."""

    title: str | Promise
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()
    """Any one of these is enough."""

    @property
    def url(self) -> str:
        """Return the address that the entry opens."""
        return reverse(self.url_name)

    def is_open_to(self, user: object) -> bool:
        """Return whether this person sees the entry."""
        may = getattr(user, "may", None)
        return may is not None and (not self.permissions or any(may(asked) for asked in self.permissions))


@dataclass(frozen=True)
class Section:
    """A titled group of entries."""

    title: str | Promise
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Link:
    """An entry as one page shows it."""

    title: str | Promise
    url: str
    icon: str
    is_current: bool


def sections() -> Sequence[Section]:
    """Return the whole navigation of this installation."""
    return import_string(settings.NAVIGATION)


def navigation_for(request: HttpRequest) -> list[tuple[str | Promise, list[Link]]]:
    """Return the sections that this person sees; the entry with the longest matching address is current."""
    user = getattr(request, "user", None)
    shown = [(part.title, [entry for entry in part.entries if entry.is_open_to(user)]) for part in sections()]
    urls = [entry.url for _, entries in shown for entry in entries]
    here = max((url for url in urls if request.path.startswith(url)), key=len, default="")
    return [
        (title, [Link(entry.title, entry.url, entry.icon, entry.url == here) for entry in entries])
        for title, entries in shown
        if entries
    ]
