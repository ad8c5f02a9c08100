"""The side navigation as data: sections of entries, each shown to who may open it.

The sections stand here, in the order that staff see them; their entries are said by the rooms in ``menu.py``.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.memo import Memo
from tongban.ground.ledger.rooms import modules_named

SECTIONS = {
    "own": _("My affairs"),
    "today": _("Today"),
    "approval": _("Approval"),
    "hall": _("Hall"),
    "hotline": _("Hotline 12345"),
    "hotline_quality": _("Quality of the hotline"),
    "enterprises": _("Enterprises"),
    "analysis": _("Analysis"),
    "items": _("Items"),
    "knowledge": _("Knowledge"),
    "performance": _("Performance"),
    "administration": _("Administration"),
    "public": _("For everybody"),
}


@dataclass(frozen=True)
class NavigationEntry:
    """One line of the navigation; without permissions every signed-in person sees it."""

    section: str
    """One of SECTIONS."""
    place: int
    """Where it stands among the entries of its section, which other rooms add to: 10, 20, 30."""
    title: str | Promise
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()
    """Any one of these is enough."""

    @property
    def url(self) -> str:
        """Return the address that the entry opens."""
        return _address(self.url_name)

    def is_open_to(self, user: object) -> bool:
        """Return whether this person sees the entry."""
        may = getattr(user, "may", None)
        return may is not None and (not self.permissions or any(may(asked) for asked in self.permissions))


@dataclass(frozen=True)
class NavigationSection:
    """A titled group of entries."""

    title: str | Promise
    entries: tuple[NavigationEntry, ...]


@dataclass(frozen=True)
class NavigationLink:
    """An entry as one page shows it."""

    title: str | Promise
    url: str
    icon: str
    is_current: bool


ADDRESSES: Memo[str, str] = Memo("kit.addresses", 500)
DRAWN: Memo[tuple[Any, ...], SafeString] = Memo("kit.navigation", 1000)


def _address(url_name: str) -> str:
    return ADDRESSES.get(url_name, lambda: reverse(url_name))


@cache
def sections() -> tuple[NavigationSection, ...]:
    """Return the whole navigation of this installation."""
    entries = sorted(
        (each for room in modules_named("menu") for each in room.ENTRIES), key=lambda each: each.place
    )
    parts = {code: tuple(each for each in entries if each.section == code) for code in SECTIONS}
    if unknown := {each.section for each in entries} - SECTIONS.keys():
        raise ValueError(f"no section of the navigation: {', '.join(sorted(unknown))}")
    return tuple(NavigationSection(SECTIONS[code], found) for code, found in parts.items())


def drawn_for(request: HttpRequest) -> SafeString:
    """Draw the sections that this person sees; drawn once for each set of rights, language and place."""
    permissions = getattr(getattr(request, "user", None), "permissions", None)
    if permissions is None:
        return _drawn(navigation_for(request))
    key = (
        permissions,
        get_language(),
        _here(request.path, [entry.url for entry in entries_for(request.user)]),
    )
    return DRAWN.get(key, lambda: _drawn(navigation_for(request)))


def _drawn(navigation: list[tuple[str | Promise, list[NavigationLink]]]) -> SafeString:
    return render_to_string("kit/parts/navigation.html", {"navigation": navigation})


def entries_for(user: object) -> list[NavigationEntry]:
    """Return the entries that this person sees."""
    return [entry for part in sections() for entry in part.entries if entry.is_open_to(user)]


def _here(path: str, urls: list[str]) -> str:
    return max(
        (url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )


def navigation_for(request: HttpRequest) -> list[tuple[str | Promise, list[NavigationLink]]]:
    """Return the sections that this person sees; the entry with the longest matching address is current."""
    user = getattr(request, "user", None)
    shown = [(part.title, [entry for entry in part.entries if entry.is_open_to(user)]) for part in sections()]
    urls = [entry.url for _, entries in shown for entry in entries]
    here = _here(request.path, urls)
    return [
        (title, [NavigationLink(entry.title, entry.url, entry.icon, entry.url == here) for entry in entries])
        for title, entries in shown
        if entries
    ]
