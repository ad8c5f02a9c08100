"""Which settings there are: rooms say theirs in ``office_settings.py``, and where what they keep themselves is edited."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.rooms import modules_named
from tongban.ground.office.kinds import Kind

GROUPS = {
    "bureau": _("Name and signs"),
    "papers": _("Papers and numbers"),
    "texts": _("Texts and phrases"),
    "public": _("What the public reads"),
    "people": _("Organisation and people"),
    "days": _("Days and limits"),
    "system": _("The system"),
}
"""The groups of the first page of settings, in its order."""
EDIT, PUBLISH, WORD = "settings.edit", "settings.publish", "settings.word"
Lines = Sequence[tuple[Any, str]]


@dataclass(frozen=True)
class Setting:
    """Something an office sets: what it is, its kind, and what holds until somebody sets it."""

    code: str
    group: str
    title: str | Promise
    kind: Kind
    first: Any = ""
    hint: str | Promise = ""
    permission: str = EDIT
    page: str = ""
    """A page of its own that lists it (message texts); empty, the first page of settings does."""
    say: Callable[[Any], Lines] | None = None
    """How a value reads, for the preview."""
    draw: Callable[[Any], bytes] | None = None
    """A paper with the value on it as PDF, for the preview."""


@dataclass(frozen=True)
class SettingLink:
    """What a room keeps and edits on pages of its own, told on the first page of settings."""

    group: str
    title: str | Promise
    icon: str
    hint: str | Promise
    url_name: str = ""
    permissions: tuple[str, ...] = ()
    page: str = ""
    """The page of settings that it leads to, in place of an address by name."""

    @property
    def url(self) -> str:
        """Return where it leads."""
        return reverse("settings:page", args=[self.page]) if self.page else reverse(self.url_name)


@cache
def known_settings() -> Mapping[str, Setting]:
    """Return every setting of every room by its code."""
    found: dict[str, Setting] = {}
    for room in modules_named("office_settings"):
        for setting in room.SETTINGS:
            if setting.group not in GROUPS or found.setdefault(setting.code, setting) is not setting:
                raise ValueError(f"{setting.code}: set twice, or of no group")
    return found


@cache
def links() -> Sequence[SettingLink]:
    """Return what rooms edit on pages of their own."""
    rooms = modules_named("office_settings")
    return tuple(each for room in rooms for each in getattr(room, "LINKS", ()))
